export type KeptRoom = {
  name: string;
  /** Epoch ms. */
  createdAt: number;
  /** Epoch ms; when somebody last joined. */
  lastJoinedAt: number;
};

/** The rooms there have been. A room comes to be when somebody first joins it. */
export type RoomRepository = {
  /** Creates the room or notes that somebody joined it again. */
  touch(name: string, at: number): Promise<KeptRoom>;
  find(name: string): Promise<KeptRoom | undefined>;
};
