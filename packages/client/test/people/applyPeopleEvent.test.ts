import type { PeopleSnapshot } from '@parley/protocol/people/directory';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import { describe, expect, it } from 'vitest';
import { applyPeopleEvent, fromPeopleSnapshot } from '../../src/people/applyPeopleEvent.ts';
import { createPeopleStore, type PeopleState } from '../../src/people/PeopleState.ts';
import { aCard, anIdentity } from './aCard.ts';

const snapshot: PeopleSnapshot = {
  me: {
    ...anIdentity('me-myself'),
    status: 'available',
    chosenStatus: 'available',
    visibility: 'everyone',
    showsLastSeen: false,
  },
  contacts: [aCard('ada'), aCard('bob')],
  requests: [{ direction: 'received', person: anIdentity('cyd'), askedAt: 1 }],
  blocked: [anIdentity('dan')],
};

const begin = (watched: PeopleState['watched'] = {}): PeopleState => ({
  ...fromPeopleSnapshot(createPeopleStore().getState(), snapshot),
  watched,
});
const after = (state: PeopleState, ...events: PeopleEvent[]) => events.reduce(applyPeopleEvent, state);

describe('events of the phone book', () => {
  it('change contacts', () => {
    const state = after(
      begin(),
      { name: 'person:changed', data: { person: aCard('ada', 'away') } },
      { name: 'contact:added', data: { person: aCard('eve') } },
      { name: 'contact:removed', data: { accountId: 'account-bob' } },
    );
    expect(Object.values(state.contacts)).toEqual([aCard('ada', 'away'), aCard('eve')]);
    expect(state.watched).toEqual({});
  });

  it('change who is on the screen', () => {
    const watched = { 'account-eve': aCard('eve') };
    const changed: PeopleEvent = {
      name: 'person:changed',
      data: { person: aCard('eve', 'in-call') },
    };
    expect(after(begin(watched), changed).watched).toEqual({ 'account-eve': aCard('eve', 'in-call') });
    const hidden: PeopleEvent = { name: 'person:hidden', data: { accountId: 'account-eve' } };
    expect(after(begin(watched), hidden).watched).toEqual({});
  });

  it('leave somebody on the screen who is a contact no longer, as they were last', () => {
    const state = after(
      begin({ 'account-ada': aCard('ada') }),
      { name: 'person:changed', data: { person: aCard('ada', 'away') } },
      { name: 'contact:removed', data: { accountId: 'account-ada' } },
    );
    expect(state.watched).toEqual({ 'account-ada': aCard('ada', 'away') });
  });

  it('set requests: a second one with the same person and direction takes the place of the first', () => {
    const request = { direction: 'received', person: anIdentity('cyd'), askedAt: 2 } as const;
    const sent = { ...request, direction: 'sent' } as const;
    const state = after(
      begin(),
      { name: 'contact:requested', data: { request } },
      { name: 'contact:requested', data: { request: sent } },
    );
    expect(state.requests).toEqual([request, sent]);
    const ended: PeopleEvent = {
      name: 'contact:requestEnded',
      data: { direction: 'received', accountId: 'account-cyd' },
    };
    expect(after(state, ended).requests).toEqual([sent]);
  });

  it('change whom one has blocked, and oneself', () => {
    const me = { ...snapshot.me, visibility: 'nobody' } as const;
    const state = after(
      begin(),
      { name: 'person:blocked', data: { person: anIdentity('eve') } },
      { name: 'person:unblocked', data: { accountId: 'account-dan' } },
      { name: 'me:changed', data: { me } },
    );
    expect(state.blocked).toEqual({ 'account-eve': anIdentity('eve') });
    expect(state.me).toEqual(me);
  });
});
