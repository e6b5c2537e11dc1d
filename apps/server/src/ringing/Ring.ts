import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { Telling } from '../people/Telling.ts';

/** Somebody calls somebody, who has not answered yet. */
export type Ring = {
  readonly ringId: string;
  readonly caller: OnlinePerson;
  /** The one that calls; its end is the ring's. */
  readonly callerTab: Telling;
  readonly calleeId: string;
  /** The call to come into; undefined when there is none yet. */
  readonly room: string | undefined;
  /** Whether it rings at the callee's. The caller cannot tell. */
  isHeard: boolean;
  readonly stopClock: () => void;
};
