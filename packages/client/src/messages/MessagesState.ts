import type { Device } from '@parley/protocol/people/messages';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Trust } from './MessageStore.ts';
import { inOrder, isShown, type StoredMessage } from './StoredMessage.ts';

/** Everything that can be seen of one's messages. Written only by the session; read by any interface. */
export type MessagesState = {
  /**
   * `removed`: its owner has removed this device; what it has is shown, and nothing comes or goes.
   * `unsupported`: this browser cannot make such keys, or keeps nothing.
   */
  readonly phase: 'starting' | 'ready' | 'removed' | 'unsupported';
  /** This device; null until it is known. */
  readonly deviceKey: string | null;
  /** All of one's own, as the server last said. */
  readonly devices: readonly Device[];
  /** By the other one, in order. */
  readonly conversations: Readonly<Record<string, readonly StoredMessage[]>>;
  /** Devices of people, oneself included, as the server last said. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly trusts: Readonly<Record<string, Trust>>;
  /** Whether the operator lets messages go straight. */
  readonly isDirectOffered: boolean;
  /** To whom channels are open, and the devices at their other ends. */
  readonly channels: Readonly<Record<string, readonly string[]>>;
  /** One's own other devices to which a channel is open. */
  readonly ownChannels: readonly string[];
  /** Files on their way to the server, by their messages: how much of each is there, from 0 to 1. */
  readonly uploads: Readonly<Record<string, number>>;
};

export type MessagesStore = StoreApi<MessagesState>;
export type ReadonlyMessagesStore = Pick<MessagesStore, 'getState' | 'getInitialState' | 'subscribe'>;

export function createMessagesStore(): MessagesStore {
  return createStore<MessagesState>(() => ({
    phase: 'starting',
    deviceKey: null,
    devices: [],
    conversations: {},
    keys: {},
    trusts: {},
    isDirectOffered: false,
    channels: {},
    ownChannels: [],
    uploads: {},
  }));
}

/** Somebody has devices that one has not been told of: nothing is sent to them until one has. */
export function hasNewDevices(state: MessagesState, accountId: string): boolean {
  return newDevicesOf(state, accountId).length > 0;
}

/** This device is new to nobody who sits at it. */
export function newDevicesOf({ keys, trusts, deviceKey }: MessagesState, accountId: string): string[] {
  const known = trusts[accountId]?.deviceKeys;
  if (known === undefined) return [];
  return (keys[accountId] ?? []).filter((key) => key !== deviceKey && !known.includes(key));
}

/** Messages to somebody go from this browser to all of their devices and one's own others, past the server. */
export function goesStraight(state: MessagesState, accountId: string): boolean {
  const { channels, ownChannels, keys, devices, deviceKey: own } = state;
  const theirs = keys[accountId] ?? [];
  const isReached = theirs.every((key) => channels[accountId]?.includes(key));
  const isKnown = devices.every(({ deviceKey }) => deviceKey === own || ownChannels.includes(deviceKey));
  return theirs.length > 0 && isReached && isKnown;
}

export function unreadIn(messages: readonly StoredMessage[] = []): StoredMessage[] {
  return messages.filter(({ isOwn, mark }) => !isOwn && mark !== 'read');
}

export function countUnread({ conversations }: MessagesState): number {
  return Object.values(conversations).reduce((sum, messages) => sum + unreadIn(messages).length, 0);
}

/** Of all conversations the one that came last. */
export function latestUnread({ conversations }: MessagesState): StoredMessage | undefined {
  return Object.values(conversations)
    .flatMap(unreadIn)
    .reduce<StoredMessage | undefined>(
      (latest, message) => (latest && latest.sentAt >= message.sentAt ? latest : message),
      undefined,
    );
}

/** The state with these messages as they are now. */
export function withMessages(state: MessagesState, changed: readonly StoredMessage[]): MessagesState {
  const conversations = { ...state.conversations };
  const byPerson = Map.groupBy(changed, ({ accountId }) => accountId);
  for (const [accountId, messages] of byPerson) {
    const ids = new Set(messages.map(({ messageId }) => messageId));
    const others = (conversations[accountId] ?? []).filter(({ messageId }) => !ids.has(messageId));
    conversations[accountId] = inOrder([...others, ...messages.filter(isShown)]);
  }
  return { ...state, conversations };
}
