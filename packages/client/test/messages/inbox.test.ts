import type { StraightMessage } from '@parley/protocol/people/channels';
import type { DirectContent } from '@parley/protocol/people/directContent';
import { beforeEach, expect, it } from 'vitest';
import { encodeContent } from '../../src/messages/crypto/content.ts';
import { type DeviceIdentity, makeIdentity } from '../../src/messages/crypto/identity.ts';
import { seal } from '../../src/messages/crypto/seal.ts';
import { Inbox } from '../../src/messages/Inbox.ts';
import type { MessageStore } from '../../src/messages/MessageStore.ts';
import { memoryMessageStore } from '../../src/messages/memoryMessageStore.ts';
import { PeopleLine } from '../../src/people/PeopleLine.ts';
import { FakeSocket, ok } from '../support/FakeSocket.ts';
import { recordingLog } from '../support/recordingLog.ts';

const ada = 'account-of-ada';
const bob = 'account-of-bob';
const eve = 'account-of-eve';

let phone: DeviceIdentity;
let laptop: DeviceIdentity;
let bobs: DeviceIdentity;
let kept: MessageStore;
let socket: FakeSocket;
let inbox: Inbox;

beforeEach(async () => {
  [phone, laptop, bobs] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
  kept = memoryMessageStore();
  socket = new FakeSocket();
  const line = new PeopleLine({ url: 'http://127.0.0.1', log: recordingLog() }, socket);
  line.open();
  socket.open();
  inbox = new Inbox({ line, kept, ownId: ada, show: () => {}, log: recordingLog() });
});

/** As it comes to Ada's phone. */
async function sealed(
  content: DirectContent,
  header: { messageId: string; senderId: string; recipientId: string },
  from: DeviceIdentity,
): Promise<StraightMessage> {
  const addressee = { accountId: ada, deviceKey: phone.deviceKey };
  const { keys, ...message } = await seal(encodeContent(content), header, from, [addressee]);
  const sealedKey = keys[0]?.sealedKey ?? '';
  const { recipientId } = header;
  return { ...message, sealedKey, recipientId, deviceKeys: [], after: 3, sentAt: 1_000 };
}

const written = () =>
  sealed(
    { type: 'text', text: 'Hello Bob' },
    { messageId: 'message-1', senderId: ada, recipientId: bob },
    laptop,
  );
const receiptOf = (senderId: string) =>
  sealed(
    { type: 'receipt', mark: 'read', messageIds: ['message-1'] },
    { messageId: `receipt-of-${senderId}`, senderId, recipientId: ada },
    bobs,
  );

it('keeps a mark that comes before its message, from another device than that', async () => {
  await inbox.takeStraight(bob, await receiptOf(bob), phone);
  expect(await kept.messages()).toMatchObject([{ isAwaited: true }]);
  await inbox.takeStraight(ada, await written(), phone);
  const [message] = await kept.messages();
  expect(message).toMatchObject({ accountId: bob, isOwn: true, text: 'Hello Bob', mark: 'read' });
  expect(message).not.toHaveProperty('isAwaited');
});

it('keeps no mark of somebody to whom the message was not written', async () => {
  await inbox.takeStraight(eve, await receiptOf(eve), phone);
  await inbox.takeStraight(ada, await written(), phone);
  expect(await kept.messages()).toMatchObject([{ accountId: bob, mark: 'sent' }]);
});

it('has what came straight where the server puts it when that brings it, too, and stays there', async () => {
  const message = await written();
  await inbox.takeStraight(ada, message, phone);
  expect(await kept.messages()).toMatchObject([{ position: 3.5, sentAt: 1_000 }]);
  const { after: _, deviceKeys: __, ...brought } = message;
  const envelope = { ...brought, number: 1, position: 7, sentAt: 2_000, senderId: ada };
  const pages = [[envelope], []];
  socket.answers('message:fetch', () => ok({ envelopes: pages.shift() ?? [], hasMore: false }));
  await inbox.fetch(phone);
  await inbox.takeStraight(ada, message, phone);
  expect(await kept.messages()).toMatchObject([{ position: 7, sentAt: 2_000, text: 'Hello Bob' }]);
});
