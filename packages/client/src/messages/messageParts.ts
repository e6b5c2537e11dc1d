import type { StraightMessage } from '@parley/protocol/people/channels';
import type { Log } from '../log.ts';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { Conversations } from './Conversations.ts';
import type { DeviceIdentity } from './crypto/identity.ts';
import { Inbox } from './Inbox.ts';
import { KeyBook } from './KeyBook.ts';
import type { MessageStore } from './MessageStore.ts';
import type { MessagesStore } from './MessagesState.ts';
import { Outbox } from './Outbox.ts';
import type { StoredMessage } from './StoredMessage.ts';
import { MessageChannels } from './straight/MessageChannels.ts';
import { Uploads } from './Uploads.ts';

type Setup = {
  line: PeopleLine;
  kept: MessageStore;
  store: MessagesStore;
  identity: DeviceIdentity;
  ownId: string;
  show: (changed: readonly StoredMessage[]) => void;
  /** The file of a message is on the server. */
  uploaded: () => void;
  takeStraight: (accountId: string, message: StraightMessage) => Promise<boolean>;
  log: Log;
};

/** What there is once this device has its keys. */
export type MessageParts = {
  readonly kept: MessageStore;
  readonly identity: DeviceIdentity;
  readonly keyBook: KeyBook;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly conversations: Conversations;
  readonly channels: MessageChannels;
  readonly uploads: Uploads;
};

/** Puts together what works with one key of this device. */
export function messageParts({ takeStraight, ...setup }: Setup): MessageParts {
  const { line, kept, store, identity, ownId, log } = setup;
  const keyBook = new KeyBook(setup);
  const channels = new MessageChannels({
    line,
    ownId,
    ownDevices: () => store.getState().devices.map(({ deviceKey }) => deviceKey),
    take: takeStraight,
    told: (accountId, deviceKeys) => keyBook.hear(accountId, deviceKeys),
    offered: (isDirectOffered) => store.setState({ isDirectOffered }),
    changed: (reached) => {
      const byPerson = Object.groupBy(reached, ({ accountId }) => accountId);
      const channels = Object.fromEntries(
        Object.entries(byPerson).map(([id, devices = []]) => [id, devices.map((one) => one.deviceKey)]),
      );
      store.setState({ channels, ownChannels: channels[ownId] ?? [] });
    },
    log,
  });
  const outbox = new Outbox({
    ...setup,
    keyBook,
    conversation: (accountId) => store.getState().conversations[accountId] ?? [],
    channels,
  });
  const inbox = new Inbox(setup);
  const conversations = new Conversations(setup);
  const uploads = new Uploads(setup);
  return { kept, identity, keyBook, inbox, outbox, conversations, channels, uploads };
}
