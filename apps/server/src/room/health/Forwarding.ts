/** What the SFU does for one peer with one publication: what it gets of it, and what it passes on. */
export type Forwarding = {
  /** Undefined when nothing carries the publication. Packets since it was made. */
  readonly producer: { readonly isPaused: boolean; readonly packets: number } | undefined;
  /** Undefined when nothing is made for this peer. */
  readonly consumer:
    | {
        readonly isPaused: boolean;
        /** The peer wished for it and said that it can take packets. */
        readonly shouldFlow: boolean;
        readonly packets: number;
        /** The peer's network is too narrow for even the smallest picture. */
        readonly isStarved: boolean;
      }
    | undefined;
};
