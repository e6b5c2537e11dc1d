import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeopleLine } from '../../src/people/PeopleLine.ts';
import { PeopleSession } from '../../src/people/PeopleSession.ts';
import { RingSession } from '../../src/people/ringing/RingSession.ts';
import { FakeSocket, ok, refused } from '../support/FakeSocket.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { anIdentity } from './aCard.ts';

const me = {
  ...anIdentity('me-myself'),
  status: 'available',
  chosenStatus: 'available',
  visibility: 'everyone',
  showsLastSeen: false,
};

/** What several parts have in common when they share one line. */
describe('PeopleLine', () => {
  let socket: FakeSocket;
  let line: PeopleLine;
  let people: PeopleSession;
  let rings: RingSession;

  beforeEach(() => {
    vi.useFakeTimers();
    const log = recordingLog();
    socket = new FakeSocket();
    socket.answers('people:hello', () => ok({ me, contacts: [], requests: [], blocked: [] }));
    socket.answers('people:watch', () => ok({ people: [] }));
    socket.answers('ring:hello', () => ok({ ring: null, accepted: null, missed: [] }));
    line = new PeopleLine({ url: 'http://localhost', log }, socket);
    people = new PeopleSession({ line, log });
    rings = new RingSession({ line, log });
    people.open();
    line.open();
  });
  afterEach(() => {
    line.close();
    vi.useRealTimers();
  });

  const settle = () => vi.advanceTimersByTimeAsync(0);
  const count = (name: string) => socket.names.filter((asked) => asked === name).length;
  const connections = () => [people, rings].map(({ store }) => store.getState().connection);

  async function open(): Promise<void> {
    socket.open();
    await settle();
  }

  it('lets whoever comes later say hello on the connection there is', async () => {
    await open();
    expect(count('ring:hello')).toBe(0);
    rings.open();
    await settle();
    expect(connections()).toEqual(['online', 'online']);
    expect(socket.attempts).toBe(1);
  });

  it('says a hello again that failed, and no other one', async () => {
    socket.answers('ring:hello', () => refused('unavailable'));
    rings.open();
    await open();
    expect(connections()).toEqual(['online', 'connecting']);
    socket.answers('ring:hello', () => ok({ ring: null, accepted: null, missed: [] }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connections()).toEqual(['online', 'online']);
    expect(count('people:hello')).toBe(1);
  });

  it('goes on for the others when one of them closes, who hears no more of it', async () => {
    rings.open();
    await open();
    rings.close();
    socket.receive('me:changed', { me: { ...me, status: 'away' } });
    socket.receive('ring:started', {
      ring: { ringId: 'ring-from-ada', caller: anIdentity('ada'), isInvitation: false },
    });
    expect(people.store.getState().me?.status).toBe('away');
    expect(rings.store.getState().incoming).toBeNull();
    socket.lose();
    await open();
    expect(connections()).toEqual(['online', 'closed']);
    expect(count('ring:hello')).toBe(1);
  });

  it('tells whoever comes after it was refused that it was', async () => {
    socket.failAttempt({ code: 'unauthorized' });
    rings.open();
    expect(connections()).toEqual(['closed', 'closed']);
  });
});
