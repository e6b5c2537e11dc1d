import type { MomentEvent } from '@parley/protocol/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Asides } from '../../src/direct/Asides.ts';
import { recordingLog } from '../support/recordingLog.ts';

/** One end of a data channel; what is sent is kept, and the test is the other end. */
class ChannelEnd extends EventTarget {
  readyState: RTCDataChannelState = 'open';
  readonly sent: unknown[] = [];

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.readyState = 'closed';
  }

  hears(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  says(frame: object): void {
    this.hears(JSON.stringify(frame));
  }
}

let channel: ChannelEnd;
let asides: Asides;
let taken: MomentEvent[];

beforeEach(() => {
  vi.useFakeTimers();
  channel = new ChannelEnd();
  taken = [];
  const connection = { createDataChannel: () => channel } as unknown as RTCPeerConnection;
  asides = new Asides(connection, {
    peerId: 'peer-bob1',
    take: (event) => taken.push(event),
    log: recordingLog(),
  });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const SENT = { reaction: '🎉', reactionId: 'reaction-1' } as const;

it('has a reaction arrived when the other side says that it was shown', async () => {
  const isThere = asides.react(SENT);
  expect(channel.sent).toEqual([{ kind: 'reaction', ...SENT }]);
  channel.says({ kind: 'shown', reactionId: 'another-one' });
  channel.says({ kind: 'shown', reactionId: 'reaction-1' });
  expect(await isThere).toBe(true);
});

it('nobody knows of a reaction whose channel ends, is not open, or does not answer', async () => {
  const ended = asides.react(SENT);
  channel.dispatchEvent(new Event('close'));
  expect(await ended).toBe(false);
  const silent = asides.react(SENT);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await silent).toBe(false);
  channel.readyState = 'connecting';
  expect(await asides.react(SENT)).toBe(false);
  expect(asides.setWriting(true)).toBe(false);
});

it('takes what the other one does as theirs, and says that it was shown', () => {
  channel.says({ kind: 'reaction', ...SENT });
  channel.says({ kind: 'writing', isWriting: true });
  expect(taken).toEqual([
    { name: 'reaction:shown', data: { peerId: 'peer-bob1', ...SENT } },
    { name: 'chat:writing', data: { peerId: 'peer-bob1', isWriting: true } },
  ]);
  expect(channel.sent).toEqual([{ kind: 'shown', reactionId: 'reaction-1' }]);
});

it.each([
  ['no JSON', 'hello'],
  ['of no kind', JSON.stringify({ kind: 'hand', isRaised: true })],
  ['somebody else’s', JSON.stringify({ kind: 'reaction', ...SENT, peerId: 'peer-ann1' })],
  ['no reaction', JSON.stringify({ kind: 'reaction', ...SENT, reaction: '<b>' })],
  ['too long', `${JSON.stringify({ kind: 'writing', isWriting: true })}${' '.repeat(200)}`],
  ['no text', new ArrayBuffer(8)],
])('what is not in form (%s) ends the channel, and what follows is not looked at', async (_, data) => {
  const awaited = asides.react(SENT);
  channel.hears(data);
  expect(await awaited).toBe(false);
  channel.says({ kind: 'writing', isWriting: true });
  expect(taken).toEqual([]);
  expect(channel.readyState).toBe('closed');
});

it('looks at no more than busy hands make', () => {
  for (let count = 0; count < 1_000; count += 1) channel.says({ kind: 'reaction', ...SENT });
  expect(taken).toHaveLength(30);
  expect(channel.sent).toHaveLength(30);
  vi.advanceTimersByTime(1_000);
  for (let count = 0; count < 1_000; count += 1) channel.says({ kind: 'reaction', ...SENT });
  expect(taken).toHaveLength(40);
});
