import type { ChatMessage } from '@parley/protocol/chat';
import { LIMITS } from '@parley/protocol/limits';
import { describe, expect, test } from 'vitest';
import type { NumberedEvent } from '../../src/room/EventLog.ts';
import { may } from '../../src/room/permissions.ts';
import { Room } from '../../src/room/Room.ts';

function open({ maxPeers = 10, messages = [] as ChatMessage[], hasMore = false } = {}) {
  const events: NumberedEvent[] = [];
  let time = 1_000;
  const room = new Room({
    name: 'home',
    maxPeers,
    chat: { messages, hasMore },
    now: () => ++time,
    onEvent: (event) => events.push(event),
  });
  const join = (peerId: string) => room.join(room.reservePlace(), { peerId, name: peerId });
  return { room, events, join };
}

const message = (position: number): ChatMessage => ({
  messageId: `message-${position}`,
  position,
  peerId: 'ada-ada-ada',
  name: 'Ada',
  text: 'hello',
  sentAt: 1,
});

const camera = (peerId: string) =>
  ({ publicationId: `camera-of-${peerId}`, peerId, source: 'camera', isPaused: false }) as const;
const published = (peerId: string) => ({ ...camera(peerId), revision: 1 });

describe('places', () => {
  test('[J6] those on the way in count, until they are in or give up', () => {
    const { room } = open({ maxPeers: 2 });
    const first = room.reservePlace();
    const second = room.reservePlace();
    expect(room.isFull).toBe(true);
    expect(() => room.reservePlace()).toThrow('full');
    room.join(first, { peerId: 'ada', name: 'Ada' });
    expect(room.isFull).toBe(true);
    second.release();
    second.release();
    expect(room.isFull).toBe(false);
    room.leave('ada', 'left');
    expect(room.isEmpty).toBe(true);
  });

  test('nobody joins without one, or twice with one', () => {
    const { room } = open();
    const place = room.reservePlace();
    room.join(place, { peerId: 'ada', name: 'Ada' });
    expect(() => room.join(place, { peerId: 'bob', name: 'Bob' })).toThrow('reserved');
    expect(room.peerCount).toBe(1);
  });
});

describe('events', () => {
  test('[E1] every change has the next number, and a snapshot the last', () => {
    const { room, events, join } = open();
    join('ada');
    room.setHand('ada', true);
    room.publish(camera('ada'));
    room.setPaused('camera-of-ada', true);
    room.postChat(message(1));
    expect(events.map(({ seq, name }) => [seq, name])).toEqual([
      [1, 'peer:joined'],
      [2, 'hand:changed'],
      [3, 'media:published'],
      [4, 'media:changed'],
      [5, 'chat:posted'],
    ]);
    expect(room.snapshot()).toEqual({
      room: 'home',
      seq: 5,
      peers: [{ peerId: 'ada', name: 'ada', joinedAt: 1_001, isConnected: true, handRaisedAt: 1_002 }],
      publications: [{ ...published('ada'), isPaused: true }],
      chat: { messages: [message(1)], hasMore: false },
    });
  });

  test('[A5] what changes nothing is no event', () => {
    const { room, events, join } = open();
    join('ada');
    room.publish(camera('ada'));
    const before = events.length;
    room.setName('ada', 'ada');
    room.setConnected('ada', true);
    room.setHand('ada', false);
    room.setPaused('camera-of-ada', false);
    room.unpublish('no-such-one');
    room.leave('nobody', 'left');
    expect(events).toHaveLength(before);
  });

  test('[R4] the last are kept, and no more', () => {
    const { room, join } = open();
    join('ada');
    for (let i = 0; i < LIMITS.missedEvents; i += 1) room.setName('ada', `ada ${i}`);
    const { seq } = room.log;
    expect(room.log.since(seq)).toEqual([]);
    expect(room.log.since(seq - 2)?.map((event) => event.seq)).toEqual([seq - 1, seq]);
    expect(room.log.since(seq - LIMITS.missedEvents)).toHaveLength(LIMITS.missedEvents);
    expect(room.log.since(seq - LIMITS.missedEvents - 1)).toBeUndefined();
    expect(room.log.since(seq + 1)).toBeUndefined();
  });

  test('[E4] what a peer published goes before it', () => {
    const { room, events, join } = open();
    join('ada');
    join('bob');
    room.publish(camera('ada'));
    room.publish(camera('bob'));
    room.leave('ada', 'lost');
    expect(events.slice(-2)).toMatchObject([
      { name: 'media:unpublished', data: { publicationId: 'camera-of-ada' } },
      { name: 'peer:left', data: { peerId: 'ada', reason: 'lost' } },
    ]);
    expect(room.publications.all()).toEqual([published('bob')]);
  });
});

describe('hands', () => {
  test('[H1] a raised hand keeps its turn, [H2] a lowered one loses it', () => {
    const { room, join } = open();
    join('ada');
    room.setHand('ada', true);
    const turn = room.peer('ada').handRaisedAt;
    room.setHand('ada', true);
    expect(room.peer('ada').handRaisedAt).toBe(turn);
    room.setHand('ada', false);
    expect(room.peer('ada').handRaisedAt).toBeNull();
  });
});

describe('chat', () => {
  test('[J8] a snapshot holds the newest page', () => {
    const messages = Array.from({ length: LIMITS.chatPageSize }, (_, i) => message(i + 1));
    const { room } = open({ messages });
    expect(room.snapshot().chat.hasMore).toBe(false);
    room.postChat(message(LIMITS.chatPageSize + 1));
    const { chat } = room.snapshot();
    expect(chat.hasMore).toBe(true);
    expect(chat.messages).toHaveLength(LIMITS.chatPageSize);
    expect(chat.messages[0]?.position).toBe(2);
  });

  test('knows of older ones from the start', () => {
    const { room } = open({ messages: [message(60)], hasMore: true });
    room.postChat(message(61));
    expect(room.snapshot().chat.hasMore).toBe(true);
  });
});

describe('speakers', () => {
  test('are those who are here, and only a change is one', () => {
    const { room, join } = open();
    join('ada');
    join('bob');
    expect(room.setSpeakers(['bob', 'stranger', 'ada'])).toBe(true);
    expect(room.speakers).toEqual(['bob', 'ada']);
    expect(room.setSpeakers(['bob', 'ada'])).toBe(false);
    expect(room.setSpeakers(['ada', 'bob'])).toBe(true);
    room.leave('ada', 'left');
    expect(room.setSpeakers(room.speakers)).toBe(true);
    expect(room.speakers).toEqual(['bob']);
  });
});

test('[M4] a source is published once', () => {
  const { room, join } = open();
  join('ada');
  room.publish(camera('ada'));
  expect(() => room.publish({ ...camera('ada'), publicationId: 'another' })).toThrow(/already/);
  expect(() => room.publish(camera('nobody'))).toThrow(/not in this room/);
});

test('[M6] each may change what it publishes itself', () => {
  const { room, join } = open();
  join('ada');
  join('bob');
  for (const action of ['media:setPaused', 'media:setResting', 'media:unpublish'] as const) {
    expect(may(room.peer('ada'), action, published('ada'))).toBe(true);
    expect(may(room.peer('bob'), action, published('ada'))).toBe(false);
  }
});
