import type { ProvenPlace } from '@parley/protocol/room';

/** Where a peer's place in the room outlives the page, so that a reload comes back as the same peer. */
export type PlaceStore = {
  read(): ProvenPlace | undefined;
  write(place: ProvenPlace): void;
  forget(): void;
};
