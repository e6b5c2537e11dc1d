import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeopleLine } from '../../src/people/PeopleLine.ts';
import { PeopleSession } from '../../src/people/PeopleSession.ts';
import { FakeSocket, ok, refused } from '../support/FakeSocket.ts';
import { type Recorder, recordingLog } from '../support/recordingLog.ts';
import { aCard, anIdentity } from './aCard.ts';

const me = {
  ...anIdentity('me-myself'),
  status: 'available',
  chosenStatus: 'available',
  visibility: 'everyone',
  showsLastSeen: false,
};
const snapshot = { me, contacts: [aCard('ada')], requests: [], blocked: [] };

describe('PeopleSession', () => {
  let socket: FakeSocket;
  let line: PeopleLine;
  let session: PeopleSession;
  let log: Recorder;

  beforeEach(() => {
    vi.useFakeTimers();
    socket = new FakeSocket();
    log = recordingLog();
    line = new PeopleLine({ url: 'http://localhost', log }, socket);
    session = new PeopleSession({ line, log });
    socket.answers('people:hello', () => ok(snapshot));
    socket.answers('people:watch', () => ok({ people: [] }));
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

  async function open(): Promise<void> {
    socket.open();
    await settle();
  }

  it('reads the snapshot, follows the events, and reads it anew after a loss', async () => {
    expect(state().connection).toBe('connecting');
    await open();
    expect(state()).toMatchObject({ connection: 'online', me, contacts: { 'account-ada': {} } });
    socket.receive('person:changed', { person: aCard('ada', 'away') });
    expect(state().contacts['account-ada']?.status).toBe('away');
    socket.lose();
    expect(state()).toMatchObject({ connection: 'reconnecting', me });
    socket.answers('people:hello', () => ok({ ...snapshot, contacts: [] }));
    await open();
    expect(state()).toMatchObject({ connection: 'online', contacts: {} });
  });

  it('asks again for a snapshot that the server could not give', async () => {
    socket.answers('people:hello', () => refused('unavailable'));
    await open();
    expect(state().connection).toBe('connecting');
    socket.answers('people:hello', () => ok(snapshot));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(state().connection).toBe('online');
  });

  it('applies what is heard in one go with an answer after that answer', async () => {
    socket.keepsSilentAbout('people:hello');
    await open();
    socket.last('people:hello').acknowledge(ok(snapshot));
    socket.receive('person:changed', { person: aCard('ada', 'in-call') });
    await settle();
    expect(state().contacts['account-ada']?.status).toBe('in-call');
  });

  it('keeps those up to date who are on the screen beside it, after a loss too', async () => {
    await open();
    const watched = () => socket.last('people:watch').data;
    await session.showBeside(['account-bob', 'account-cy']);
    await session.show('account-cy');
    expect(watched()).toEqual({ accountIds: ['account-cy', 'account-bob'] });
    socket.lose();
    await open();
    expect(watched()).toEqual({ accountIds: ['account-cy', 'account-bob'] });
    await session.showBeside([]);
    expect(watched()).toEqual({ accountIds: ['account-cy'] });
  });

  it('asks again how those on the screen are when the server could not say', async () => {
    socket.answers('people:watch', () => refused('unavailable'));
    await open();
    await session.show('account-bob');
    expect(state().watched).toEqual({});
    socket.answers('people:watch', () => ok({ people: [aCard('bob')] }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(state().watched).toMatchObject({ 'account-bob': { status: 'available' } });
    const asked = socket.names.filter((name) => name === 'people:watch').length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.names.filter((name) => name === 'people:watch')).toHaveLength(asked);
  });

  it('ends for good when nobody is signed in', async () => {
    socket.failAttempt({ code: 'unauthorized' });
    expect(state()).toMatchObject({ connection: 'closed', error: { code: 'unauthorized' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.attempts).toBe(1);
  });

  it('drops and logs an event of another form', async () => {
    await open();
    socket.receive('person:changed', { person: 1 });
    expect(log.problems).toHaveLength(1);
  });

  it('sends a wish again that was under way when the connection was lost', async () => {
    await open();
    const asked = session.ask('account-eve');
    await settle();
    socket.lose();
    socket.answers('contact:request', () => ok({}));
    await open();
    await asked;
    expect(socket.names.filter((name) => name === 'contact:request')).toHaveLength(2);
  });

  it('rejects with what the server says', async () => {
    await open();
    socket.answers('contact:request', () => refused('not-found'));
    await expect(session.ask('account-eve')).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('searching', () => {
    beforeEach(async () => {
      await open();
      socket.answers('people:watch', ({ accountIds }) =>
        ok({ people: accountIds.map((id) => aCard(id.replace('account-', ''))) }),
      );
      socket.answers('people:search', ({ cursor }) =>
        cursor === undefined
          ? ok({ people: [aCard('eve')], cursor: 'more' })
          : ok({ people: [aCard('fay')], cursor: null }),
      );
    });

    it('watches what it found, page after page, and again after a loss', async () => {
      await session.search('e');
      expect(state().search).toMatchObject({
        accountIds: ['account-eve'],
        cursor: 'more',
        isBusy: false,
      });
      await session.searchMore();
      await session.searchMore();
      expect(state().search).toMatchObject({ accountIds: ['account-eve', 'account-fay'], cursor: null });
      expect(socket.names.filter((name) => name === 'people:search')).toHaveLength(2);
      const all = { accountIds: ['account-fay', 'account-eve'] };
      expect(socket.last('people:watch').data).toEqual(all);
      socket.lose();
      await open();
      expect(socket.last('people:watch').data).toEqual(all);
      socket.receive('person:hidden', { accountId: 'account-eve' });
      expect(Object.keys(state().watched)).toEqual(['account-fay']);
    });

    it('keeps whoever is looked at up to date, found or not', async () => {
      await session.show('account-gus');
      await session.search('e');
      await session.search('');
      await session.show('account-gus');
      expect(socket.last('people:watch').data).toEqual({ accountIds: ['account-gus'] });
      expect(Object.keys(state().watched)).toEqual(['account-gus']);
      await session.show(null);
      expect(state().watched).toEqual({});
    });

    it('shows the answer to the last question alone', async () => {
      socket.keepsSilentAbout('people:search');
      const first = session.search('e');
      await settle();
      const early = socket.last('people:search');
      const second = session.search('ev');
      await settle();
      socket.last('people:search').acknowledge(ok({ people: [aCard('eve')], cursor: null }));
      await second;
      early.acknowledge(ok({ people: [aCard('ann')], cursor: null }));
      await first;
      expect(state().search).toMatchObject({ query: 'ev', accountIds: ['account-eve'] });
    });

    it('says why there is nothing, and forgets all with an empty question', async () => {
      socket.answers('people:search', () => refused('unavailable'));
      await session.search('e');
      expect(state().search).toMatchObject({ isBusy: false, error: { code: 'unavailable' } });
      await session.search(' ');
      expect(state().search).toMatchObject({ query: '', accountIds: [], error: null });
      expect(state().watched).toEqual({});
    });
  });
});
