import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MessageStore } from '../../src/messages/MessageStore.ts';
import { MessagesSession } from '../../src/messages/MessagesSession.ts';
import { memoryMessageStore } from '../../src/messages/memoryMessageStore.ts';
import { PeopleLine } from '../../src/people/PeopleLine.ts';
import { FakeSocket, ok } from '../support/FakeSocket.ts';
import { recordingLog } from '../support/recordingLog.ts';

const ada = 'account-of-ada';
const bob = 'account-of-bob';

let socket: FakeSocket;
let line: PeopleLine;
let session: MessagesSession;

beforeEach(() => {
  socket = new FakeSocket();
  line = new PeopleLine({ url: 'http://127.0.0.1', log: recordingLog() }, socket);
  socket.answers('device:open', ({ deviceKey, name }) =>
    ok({ isNew: true, devices: [{ deviceKey, name, addedAt: 1, lastSeenAt: 1 }] }),
  );
  socket.answers('message:fetch', () => ok({ envelopes: [], hasMore: false }));
  socket.answers('channel:allow', () => ok({ isOffered: true }));
});
afterEach(() => {
  session.close();
  line.close();
});

async function begin(kept: MessageStore): Promise<void> {
  session = new MessagesSession({
    line,
    accountId: ada,
    deviceName: 'a test',
    openStore: async () => kept,
    isDirectAllowed: true,
    log: recordingLog(),
  });
  await session.open();
  line.open();
  socket.open();
}

const count = (name: string) => socket.names.filter((one) => one === name).length;
const allowed = () =>
  socket.sent
    .filter(({ name }) => name === 'channel:allow')
    .map(({ data }) => (data as { isAllowed: boolean }).isAllowed);

it('opens its device on each connection, also on one that comes while that is being done', async () => {
  const { promise: disk, resolve: written } = Promise.withResolvers<void>();
  const kept = memoryMessageStore();
  await begin({
    ...kept,
    keepTrust: async (trust) => {
      await disk;
      await kept.keepTrust(trust);
    },
  });
  await vi.waitFor(() => expect(session.store.getState().devices).toHaveLength(1));
  socket.lose();
  socket.open();
  written();
  await vi.waitFor(() => expect(count('message:fetch')).toBeGreaterThan(0));
  await vi.waitFor(() => expect(count('device:open')).toBe(2));
});

it('fetches and sends nothing more once it was removed, and asks for nothing that was removed long ago', async () => {
  await begin(memoryMessageStore());
  await vi.waitFor(() => expect(count('message:fetch')).toBeGreaterThan(0));
  await session.settled();
  const { deviceKey } = session.store.getState();
  const fetched = count('message:fetch');
  socket.receive('device:changed', { devices: [], removedKey: 'x'.repeat(43) });
  expect(session.store.getState().phase).toBe('ready');
  socket.receive('device:changed', { devices: [], removedKey: deviceKey });
  expect(session.store.getState().phase).toBe('removed');
  socket.receive('message:waiting', { deviceKeys: [deviceKey] });
  await session.send(bob, 'Hello Bob');
  await session.settled();
  expect(count('message:fetch')).toBe(fetched);
  expect(count('message:send')).toBe(0);
  expect(session.store.getState().conversations).toEqual({});
  // Whoever may connect straight to it was told that they may not; what is chosen now is said when it is back.
  await session.setDirectAllowed(true);
  expect(allowed()).toEqual([true, false]);
  await session.addAgain();
  await vi.waitFor(() => expect(allowed()).toEqual([true, false, true]));
  expect(session.store.getState()).toMatchObject({ phase: 'ready', devices: [{}] });
  expect(session.store.getState().deviceKey).not.toBe(deviceKey);
});

it('says last what was chosen last, also while it is saying something else', async () => {
  socket.keepsSilentAbout('channel:allow');
  await begin(memoryMessageStore());
  await vi.waitFor(() => expect(allowed()).toEqual([true]));
  const said = session.setDirectAllowed(false);
  for (const { name, acknowledge } of [...socket.sent]) {
    if (name === 'channel:allow') acknowledge(ok({ isOffered: true }));
  }
  await vi.waitFor(() => expect(count('message:fetch')).toBeGreaterThan(0));
  expect(allowed()).toEqual([true, false]);
  socket.last('channel:allow').acknowledge(ok({ isOffered: true }));
  await said;
});

it('is settled when what was written while it was busy is sent, too', async () => {
  await begin(memoryMessageStore());
  await vi.waitFor(() => expect(count('message:fetch')).toBeGreaterThan(0));
  await session.settled();
  socket.keepsSilentAbout('message:fetch');
  const before = count('message:fetch');
  socket.receive('message:waiting', { deviceKeys: [session.store.getState().deviceKey] });
  await vi.waitFor(() => expect(count('message:fetch')).toBeGreaterThan(before));
  await session.send(bob, 'Hello Bob');
  const settled = session.settled();
  socket.answers('device:list', () => ok({ deviceKeys: [] }));
  socket.answers('message:send', () => ok({ position: 1, sentAt: 1 }));
  const envelopes = ok({ envelopes: [], hasMore: false });
  socket.answers('message:fetch', () => envelopes);
  socket.last('message:fetch').acknowledge(envelopes);
  await settled;
  expect(session.store.getState().conversations[bob]).toMatchObject([{ position: 1 }]);
});

it('shows what was changed here, and not what was read before it for another tab', async () => {
  const kept = memoryMessageStore();
  const { promise: slow, resolve } = Promise.withResolvers<void>();
  let changedElsewhere = () => {};
  let isSlow = false;
  await begin({
    ...kept,
    trusts: async () => {
      if (isSlow) await slow;
      return kept.trusts();
    },
    onChanged: (listener) => {
      changedElsewhere = listener;
    },
  });
  await session.send(bob, 'Hello Bob');
  const problems = () => session.store.getState().conversations[bob]?.map(({ problem }) => problem);
  const [messageId = ''] = (await kept.messages()).map((message) => message.messageId);
  await kept.change([messageId], (_, message) => message && { ...message, problem: 'full' });
  await kept.keepTrust({ accountId: bob, deviceKeys: [], comparedNumber: null });
  isSlow = true;
  changedElsewhere();
  await session.retry(messageId);
  resolve();
  await vi.waitFor(() => expect(session.store.getState().trusts).toHaveProperty(bob));
  expect(problems()).toEqual([null]);
});
