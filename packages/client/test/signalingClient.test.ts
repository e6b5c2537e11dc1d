import { requests } from '@parley/protocol/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../src/signaling/Connection.ts';
import { isOffline } from '../src/signaling/RequestClient.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { WHILE_OFFLINE } from '../src/signaling/whileOffline.ts';
import { FakeSocket, ok, refused } from './support/FakeSocket.ts';
import { type Recorder, recordingLog } from './support/recordingLog.ts';
import { aPeer } from './support/roomState.ts';

describe('SignalingClient', () => {
  let socket: FakeSocket;
  let client: SignalingClient;
  let log: Recorder;

  beforeEach(() => {
    vi.useFakeTimers();
    socket = new FakeSocket();
    log = recordingLog();
    const connection = new Connection(socket, undefined);
    client = new SignalingClient(connection, log);
    connection.open();
  });
  afterEach(() => {
    client.close();
    vi.useRealTimers();
  });

  function join(): void {
    socket.open();
    client.admit();
  }

  /** What became of a request: its reply or its rejection. */
  const outcome = (request: Promise<unknown>) => request.catch((error: unknown) => error);

  it('resolves with the checked reply', async () => {
    join();
    socket.answers('hand:set', () => ok({}));
    await expect(client.request('hand:set', { isRaised: true })).resolves.toEqual({});
    expect(socket.last('hand:set').data).toEqual({ isRaised: true });
  });

  it("rejects with the server's error", async () => {
    join();
    socket.answers('chat:send', () => refused('rate-limited', { retryInMs: 7 }));
    const request = client.request('chat:send', { messageId: 'message-1', text: 'hi' });
    await expect(request).rejects.toMatchObject({ code: 'rate-limited', details: { retryInMs: 7 } });
  });

  it.each([
    ['no answer at all', undefined],
    ['an answer of another form', { ok: true }],
    ['a reply that its schema refuses', ok({ message: 'hi' })],
    ['an error with a code that is not on the list', refused('teapot')],
  ])('rejects as internal and logs: %s', async (_what, answer) => {
    join();
    socket.answers('chat:send', () => answer);
    const request = client.request('chat:send', { messageId: 'message-1', text: 'hi' });
    await expect(request).rejects.toMatchObject({ code: 'internal' });
    expect(log.problems).toHaveLength(1);
  });

  it('rejects when the answer does not come in time', async () => {
    join();
    const result = outcome(client.request('hand:set', { isRaised: true }, { timeoutMs: 400 }));
    await vi.advanceTimersByTimeAsync(400);
    const error = await result;
    expect(error).toMatchObject({ code: 'timeout' });
    expect(isOffline(error)).toBe(false);
  });

  it('says of every request what becomes of it without a connection', () => {
    expect(Object.keys(WHILE_OFFLINE).sort()).toEqual(Object.keys(requests).sort());
  });

  it('fails at once what belongs to this connection', async () => {
    const error = await outcome(client.request('media:want', { wishes: [] }));
    expect(isOffline(error)).toBe(true);
    expect(socket.sent).toEqual([]);
  });

  it('tells what needs no answer without asking for one, and drops it where it cannot be sent', async () => {
    const report = { spanMs: 2_000, sent: [], received: [] };
    client.tell('health:report', report);
    expect(socket.sent).toEqual([]);
    join();
    client.tell('health:report', report);
    expect(socket.last('health:report')).toMatchObject({ data: report, wantsAnswer: false });
    socket.answers('hand:set', () => ok({}));
    await client.request('hand:set', { isRaised: true });
    expect(socket.last('hand:set').wantsAnswer).toBe(true);
  });

  it('keeps requests of the room back until the room is entered again', async () => {
    socket.answers('hand:set', () => ok({}));
    const request = client.request('hand:set', { isRaised: true });
    socket.open();
    await vi.advanceTimersByTimeAsync(100);
    expect(socket.sent).toEqual([]);
    client.admit();
    await expect(request).resolves.toEqual({});
  });

  it('sends a setter again that was under way when the connection was lost', async () => {
    join();
    const request = client.request('hand:set', { isRaised: true });
    await vi.advanceTimersByTimeAsync(0);
    socket.lose();
    socket.answers('hand:set', () => ok({}));
    await vi.advanceTimersByTimeAsync(0);
    join();
    await expect(request).resolves.toEqual({});
    expect(socket.names).toEqual(['hand:set', 'hand:set']);
  });

  it('does not join twice: a lost join is told to whoever asked', async () => {
    socket.open();
    const media = { rtpCapabilities: {}, firstWish: { videos: 0, size: { width: 1, height: 1 } } };
    const result = outcome(client.request('room:join', { room: 'lab', name: 'Ann', media }));
    await vi.advanceTimersByTimeAsync(0);
    socket.lose();
    expect(isOffline(await result)).toBe(true);
    join();
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.names).toEqual(['room:join']);
  });

  it('passes good events on, and drops and logs bad ones', () => {
    const heard: unknown[] = [];
    client.listen({
      roomEvent: (event, seq) => heard.push([event.name, seq]),
      momentEvent: (event) => heard.push([event.name]),
    });
    join();
    socket.receive('peer:joined', { peer: aPeer('peer-ann1') }, 6);
    socket.receive('peer:joined', { peer: { ...aPeer('peer-ann1'), isAdmin: true } }, 7);
    socket.receive('peer:joined', { peer: aPeer('peer-ann1') });
    socket.receive('media:speakers', { peerIds: ['peer-ann1'] });
    socket.receive('media:speakers', { peerIds: 'peer-ann1' });
    expect(heard).toEqual([['peer:joined', 6], ['media:speakers']]);
    expect(log.problems).toHaveLength(3);
  });

  it('checks the events that the server kept like live ones', () => {
    const event = { peerId: 'peer-ann1', raisedAt: 5 };
    expect(client.checkKept('hand:changed', event)).toEqual({ name: 'hand:changed', data: event });
    expect(client.checkKept('hand:changed', { raisedAt: 5 })).toBeUndefined();
    expect(client.checkKept('hand:waved', event)).toBeUndefined();
    expect(client.checkKept('toString', event)).toBeUndefined();
    expect(log.problems).toHaveLength(3);
  });

  it('rejects everything under way when it is closed', async () => {
    join();
    const results = [
      outcome(client.request('hand:set', { isRaised: true })),
      outcome(client.request('chat:history', { before: 3 })),
    ];
    await vi.advanceTimersByTimeAsync(0);
    client.close();
    expect((await Promise.all(results)).map(isOffline)).toEqual([true, true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
