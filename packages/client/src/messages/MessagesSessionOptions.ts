import type { Log } from '../log.ts';
import type { PeopleLine } from '../people/PeopleLine.ts';
import type { MessageStore } from './MessageStore.ts';

export type MessagesSessionOptions = {
  readonly line: PeopleLine;
  /** Whose messages these are. */
  readonly accountId: string;
  /** What this device calls itself to its owner. */
  readonly deviceName: string;
  /** Opens what this device keeps. */
  readonly openStore: () => Promise<MessageStore>;
  /** Whether contacts may connect straight to this device, and so learn its network address. */
  readonly isDirectAllowed?: boolean | undefined;
  readonly log?: Log | undefined;
};
