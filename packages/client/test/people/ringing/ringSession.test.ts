import type { PeopleRequestOf } from '@parley/protocol/people/peopleContract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeopleLine } from '../../../src/people/PeopleLine.ts';
import { RingSession } from '../../../src/people/ringing/RingSession.ts';
import { FakeSocket, ok, refused } from '../../support/FakeSocket.ts';
import { type Recorder, recordingLog } from '../../support/recordingLog.ts';
import { anIdentity } from '../aCard.ts';

const ada = anIdentity('ada');
const ben = anIdentity('ben');
const ring = { ringId: 'ring-from-ada', caller: ada, isInvitation: false };
const ROOM = `ring-${'a'.repeat(24)}`;
const missed = { person: ada, count: 1, lastAt: 5 };

describe('RingSession', () => {
  let socket: FakeSocket;
  let line: PeopleLine;
  let session: RingSession;
  let log: Recorder;

  beforeEach(() => {
    vi.useFakeTimers();
    socket = new FakeSocket();
    log = recordingLog();
    line = new PeopleLine({ url: 'http://localhost', log }, socket);
    session = new RingSession({ line, log });
    socket.answers('ring:hello', () => ok({ ring: null, accepted: null, missed: [] }));
    for (const name of ['ring:start', 'ring:cancel', 'ring:decline', 'missed:clear'] as const) {
      socket.answers(name, () => ok({}));
    }
    session.open();
    line.open();
  });
  afterEach(() => {
    session.close();
    line.close();
    vi.useRealTimers();
  });

  const state = () => session.store.getState();
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const ringId = () => (socket.last('ring:start').data as PeopleRequestOf<'ring:start'>).ringId;

  async function open(): Promise<void> {
    socket.open();
    await settle();
  }

  it('rings what rings when it comes, and asks again for what the server could not say', async () => {
    socket.answers('ring:hello', () => refused('unavailable'));
    await open();
    expect(state().connection).toBe('connecting');
    socket.answers('ring:hello', () => ok({ ring, accepted: null, missed: [missed] }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(state()).toMatchObject({ connection: 'online', incoming: ring, missed: [missed] });
  });

  it('applies what is heard in one go with the greeting after its answer', async () => {
    socket.keepsSilentAbout('ring:hello');
    await open();
    socket.last('ring:hello').acknowledge(ok({ ring, accepted: null, missed: [] }));
    socket.receive('ring:ended', { ringId: ring.ringId, reason: 'cancelled' });
    await settle();
    expect(state().incoming).toBeNull();
  });

  it('forgets what it heard on a connection that was lost before the greeting was answered', async () => {
    socket.keepsSilentAbout('ring:hello');
    await open();
    socket.receive('ring:started', { ring });
    socket.lose();
    await settle();
    expect(state().incoming).toBeNull();
  });

  it('drops and logs an event of another form', async () => {
    await open();
    socket.receive('ring:started', { ring: 1 });
    expect(log.problems).toHaveLength(1);
    expect(state().incoming).toBeNull();
  });

  it('ends for good when nobody is signed in', async () => {
    socket.failAttempt({ code: 'unauthorized' });
    expect(state().connection).toBe('closed');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.attempts).toBe(1);
  });

  describe('calling', () => {
    beforeEach(open);

    it('goes to the room when it is accepted', async () => {
      await session.call(ben);
      expect(state().outgoing).toMatchObject({ callee: ben, phase: 'ringing', room: null });
      socket.receive('ring:accepted', { ringId: ringId(), room: ROOM });
      expect(state()).toMatchObject({ outgoing: null, room: ROOM });
      session.arrived();
      expect(state().room).toBeNull();
    });

    it('invites into the call one is in, and stays there', async () => {
      await session.call(ben, 'home');
      expect(socket.last('ring:start').data).toMatchObject({ room: 'home' });
      socket.receive('ring:accepted', { ringId: ringId(), room: 'home' });
      expect(state()).toMatchObject({ outgoing: null, room: null });
    });

    it.each(['no-answer', 'declined', 'busy', 'failed'])(
      'says that it ended with %s',
      async (reason) => {
        await session.call(ben);
        socket.receive('ring:ended', { ringId: ringId(), reason });
        expect(state().outgoing).toMatchObject({ phase: 'ended', reason, message: null });
        await session.cancel();
        expect(state().outgoing).toBeNull();
        expect(socket.names).not.toContain('ring:cancel');
      },
    );

    it('shows the word that somebody declined with', async () => {
      await session.call(ben);
      socket.receive('ring:ended', { ringId: ringId(), reason: 'declined', message: 'Later!' });
      expect(state().outgoing).toMatchObject({ reason: 'declined', message: 'Later!' });
    });

    it('is called off before the server has said that it rings', async () => {
      socket.keepsSilentAbout('ring:start');
      const calling = session.call(ben);
      await settle();
      await session.cancel();
      expect(socket.last('ring:cancel').data).toEqual({ ringId: ringId() });
      socket.last('ring:start').acknowledge(refused('rate-limited'));
      await calling;
      expect(state().outgoing).toBeNull();
    });

    it.each([
      ['rate-limited', 'rate-limited'],
      ['closed', 'closed'],
      ['conflict', 'refused'],
    ])('ends with %s of the server as %s', async (code, reason) => {
      socket.answers('ring:start', () => refused(code));
      await session.call(ben);
      expect(state().outgoing).toMatchObject({ phase: 'ended', reason });
    });

    it('ends with the connection, and cannot begin without one', async () => {
      await session.call(ben);
      socket.lose();
      expect(state()).toMatchObject({ connection: 'reconnecting', outgoing: { reason: 'lost' } });
      await session.cancel();
      await session.call(ben);
      expect(state().outgoing).toMatchObject({ phase: 'ended', reason: 'lost' });
    });

    it('goes to the room when it was accepted in the moment of the loss', async () => {
      await session.call(ben);
      const id = ringId();
      socket.lose();
      socket.answers('ring:hello', () =>
        ok({ ring: null, accepted: { ringId: id, room: ROOM }, missed: [] }),
      );
      await open();
      expect(socket.last('ring:hello').data).toEqual({ ringId: id });
      expect(state()).toMatchObject({ outgoing: null, room: ROOM });
    });

    it('asks for no ring that was put away after the loss', async () => {
      await session.call(ben);
      socket.lose();
      await session.cancel();
      await open();
      expect(socket.last('ring:hello').data).toEqual({});
    });

    it('does one call at a time, and none while it rings here', async () => {
      await session.call(ben);
      await session.call(ada);
      expect(state().outgoing?.callee).toEqual(ben);
      await session.cancel();
      socket.receive('ring:started', { ring });
      await session.call(ben);
      expect(state().outgoing).toBeNull();
    });

    it('hears nothing of a ring that is not its own any more', async () => {
      await session.call(ben);
      const id = ringId();
      await session.cancel();
      socket.receive('ring:accepted', { ringId: id, room: ROOM });
      socket.receive('ring:ended', { ringId: id, reason: 'no-answer' });
      expect(state()).toMatchObject({ outgoing: null, room: null });
    });
  });

  describe('being called', () => {
    beforeEach(async () => {
      await open();
      socket.receive('ring:started', { ring });
    });

    it('goes to the room that it accepts', async () => {
      socket.answers('ring:accept', () => ok({ room: ROOM }));
      await session.accept();
      expect(state()).toMatchObject({ incoming: null, room: ROOM });
    });

    it('falls silent when the call was over in that moment', async () => {
      socket.answers('ring:accept', () => refused('not-found'));
      await expect(session.accept()).rejects.toMatchObject({ code: 'not-found' });
      expect(state()).toMatchObject({ incoming: null, room: null });
    });

    it('goes nowhere when the caller called it off in that moment', async () => {
      socket.keepsSilentAbout('ring:accept');
      const accepting = session.accept();
      await settle();
      socket.last('ring:accept').acknowledge(ok({ room: ROOM }));
      socket.receive('ring:ended', { ringId: ring.ringId, reason: 'cancelled' });
      await accepting;
      expect(state()).toMatchObject({ incoming: null, room: null });
    });

    it('gives the same answer again when the connection was lost before the server’s', async () => {
      socket.keepsSilentAbout('ring:accept');
      const accepting = session.accept();
      await settle();
      const first = socket.last('ring:accept').data;
      socket.lose();
      socket.answers('ring:accept', () => ok({ room: ROOM }));
      // As far as the server knows it may still ring here.
      socket.answers('ring:hello', () => ok({ ring, accepted: null, missed: [] }));
      const rang: boolean[] = [];
      const stop = session.store.subscribe(({ incoming }) => rang.push(incoming !== null));
      await open();
      await accepting;
      stop();
      expect(socket.last('ring:accept').data).toEqual(first);
      expect(state()).toMatchObject({ incoming: null, room: ROOM });
      expect(rang).not.toContain(true);
    });

    it('declines at once, with a word or without', async () => {
      await session.decline();
      expect(state().incoming).toBeNull();
      expect(socket.last('ring:decline').data).toEqual({ ringId: ring.ringId });
      socket.receive('ring:started', { ring });
      await session.decline('Later!');
      expect(socket.last('ring:decline').data).toEqual({ ringId: ring.ringId, message: 'Later!' });
    });

    it('falls silent with the connection, and rings again if it still does', async () => {
      socket.lose();
      expect(state().incoming).toBeNull();
      socket.answers('ring:hello', () => ok({ ring, accepted: null, missed: [] }));
      await open();
      expect(state().incoming).toEqual(ring);
    });

    it('is hidden here, and rings on elsewhere', () => {
      session.ignore();
      expect(state().incoming).toBeNull();
      expect(socket.names).toEqual(['ring:hello']);
    });

    it('falls silent when another device answers, and not for another ring', () => {
      socket.receive('ring:ended', { ringId: 'another-ring', reason: 'elsewhere' });
      expect(state().incoming).toEqual(ring);
      socket.receive('ring:ended', { ringId: ring.ringId, reason: 'elsewhere' });
      expect(state().incoming).toBeNull();
    });
  });

  describe('missed calls', () => {
    beforeEach(open);

    it('are one entry for each caller, the latest first, until they were seen', async () => {
      const fromBen = { person: ben, count: 1, lastAt: 6 };
      const again = { person: ada, count: 2, lastAt: 7 };
      for (const one of [missed, fromBen, again]) socket.receive('missed:added', { missed: one });
      expect(state().missed).toEqual([again, fromBen]);
      await session.clearMissed();
      expect(socket.last('missed:clear').data).toEqual({ until: 7 });
      socket.receive('missed:cleared', { until: 6 });
      expect(state().missed).toEqual([again]);
      socket.receive('missed:cleared', { until: 7 });
      expect(state().missed).toEqual([]);
    });

    it('are not cleared when there are none', async () => {
      await session.clearMissed();
      expect(socket.names).not.toContain('missed:clear');
    });
  });
});
