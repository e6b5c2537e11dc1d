import type { Database } from './Database.ts';

type KeptRoom = {
  name: string;
  /** Epoch ms. */
  createdAt: number;
  /** Epoch ms; when somebody last joined. */
  lastJoinedAt: number;
};

/** The rooms there have been. A room comes to be when somebody first joins it. */
export type RoomRepository = {
  /** Creates the room or notes that somebody joined it again. The time never goes back. */
  touch(name: string, at: number): Promise<KeptRoom>;
  find(name: string): Promise<KeptRoom | undefined>;
};

const COLUMNS = ['name', 'created_at as createdAt', 'last_joined_at as lastJoinedAt'] as const;

export function createRoomRepository(db: Database): RoomRepository {
  return {
    touch: (name, at) =>
      db
        .insertInto('rooms')
        .values({ name, created_at: at, last_joined_at: at, last_chat_position: 0 })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet((column) => ({
            last_joined_at: column
              .case()
              .when('rooms.last_joined_at', '<', at)
              .then(at)
              .else(column.ref('rooms.last_joined_at'))
              .end(),
          })),
        )
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),

    find: (name) => db.selectFrom('rooms').select(COLUMNS).where('name', '=', name).executeTakeFirst(),
  };
}
