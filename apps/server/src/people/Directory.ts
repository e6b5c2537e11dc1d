import { isDeepStrictEqual } from 'node:util';
import type { ContactRequest } from '@parley/protocol/people/contacts';
import type { PeopleSnapshot } from '@parley/protocol/people/directory';
import type { Me, PersonCard } from '@parley/protocol/people/person';
import type { OnlinePerson, Ties } from './OnlinePerson.ts';
import { Onlookers } from './Onlookers.ts';
import { cardOf, entryOf, identityOf } from './rules/cardOf.ts';
import { changesBetween } from './rules/changesBetween.ts';
import type { PersonRecord } from './rules/PersonRecord.ts';
import { mayKnow } from './rules/relations.ts';

/**
 * Who is here, and how everybody looks to them. Without storage and time: all that happens goes through
 * `change` or `setTies`, which compare what each onlooker may see before and after it. So nobody is told
 * of something that they could not see anyway, not even by the moment of an event.
 */
export class Directory {
  readonly #online = new Map<string, OnlinePerson>();
  /** Everybody whom somebody online has had to do with; at most all there are. */
  readonly #records = new Map<string, PersonRecord>();
  readonly #onlookers = new Onlookers();

  get(accountId: string): OnlinePerson | undefined {
    return this.#online.get(accountId);
  }

  get online(): IterableIterator<OnlinePerson> {
    return this.#online.values();
  }

  add(person: OnlinePerson): void {
    this.#online.set(person.accountId, person);
    this.#onlookers.update(person);
  }

  remove(person: OnlinePerson): void {
    this.#online.delete(person.accountId);
    this.#onlookers.remove(person);
    this.#records.set(person.accountId, person.record);
  }

  /** What was read from the database. Of somebody online it may be old already: they are known better. */
  learn(records: readonly PersonRecord[]): void {
    for (const record of records) this.#records.set(record.accountId, record);
  }

  /** There is no such person any more; told like any other change. */
  forget(accountId: string): void {
    this.change(accountId, () => {
      const person = this.#online.get(accountId);
      if (person) this.remove(person);
      this.#records.delete(accountId);
    });
  }

  recordOf(accountId: string): PersonRecord | undefined {
    return this.#online.get(accountId)?.record ?? this.#records.get(accountId);
  }

  /** Somebody as the viewer may see them; undefined is the same as not being there. */
  card(viewer: OnlinePerson, accountId: string): PersonCard | undefined {
    const record = this.recordOf(accountId);
    if (record === undefined) return undefined;
    const status = this.#online.get(accountId)?.status ?? 'offline';
    return cardOf(record, viewer.standingTo(record), status);
  }

  cards(viewer: OnlinePerson, accountIds: Iterable<string>): PersonCard[] {
    return [...accountIds].flatMap((accountId) => this.card(viewer, accountId) ?? []);
  }

  snapshot(viewer: OnlinePerson): PeopleSnapshot {
    const { contacts, received, sent, blocked } = viewer.ties;
    return this.#view(viewer, new Set([...contacts, ...received.keys(), ...sent.keys(), ...blocked]));
  }

  /** Something about somebody changes: their status, their wishes, their name. */
  change(accountId: string, make: () => void): void {
    const self = this.#online.get(accountId);
    const viewers = this.#onlookers.of(accountId).filter((viewer) => viewer !== self);
    const views = (viewer: OnlinePerson) => ({
      listed: this.#view(viewer, new Set([accountId])),
      card: this.card(viewer, accountId),
    });
    const before = viewers.map(views);
    const meBefore = self && meOf(self);
    make();
    for (const [index, viewer] of viewers.entries()) {
      const was = before[index];
      const is = views(viewer);
      if (was === undefined || isDeepStrictEqual(was, is)) continue;
      this.#tellListed(viewer, was.listed, is.listed);
      // Of a contact that has been told already.
      if (is.listed.contacts.length === 0) tellWatching(viewer, accountId, was.card, is.card);
    }
    if (self && !isDeepStrictEqual(meBefore, meOf(self))) {
      for (const tab of self.tabs) tab.tell({ name: 'me:changed', data: { me: meOf(self) } });
    }
  }

  /** What somebody has to do with others is another now. */
  setTies(viewer: OnlinePerson, ties: Ties): void {
    const watched = new Set([...viewer.tabs].flatMap((tab) => [...tab.watched]));
    const cards = () => new Map([...watched].map((id) => [id, this.card(viewer, id)]));
    const before = this.snapshot(viewer);
    const cardsBefore = cards();
    viewer.ties = ties;
    this.#onlookers.update(viewer);
    this.#tellListed(viewer, before, this.snapshot(viewer));
    for (const [accountId, card] of cards()) {
      tellWatching(viewer, accountId, cardsBefore.get(accountId), card);
    }
  }

  /** The list of one of the viewer's tabs is another now. */
  watchedChanged(viewer: OnlinePerson): void {
    this.#onlookers.update(viewer);
  }

  #tellListed(viewer: OnlinePerson, before: PeopleSnapshot, after: PeopleSnapshot): void {
    for (const event of changesBetween(before, after)) {
      const isRequest = event.name === 'contact:requested';
      if (isRequest && this.#hasFaded(viewer, event.data.request, before)) continue;
      for (const tab of viewer.tabs) tab.tell(event);
    }
  }

  /** Whoever hides or blocks does so unnoticed: a request to them stays on the screen as it was. */
  #hasFaded(
    viewer: OnlinePerson,
    { direction, person }: ContactRequest,
    before: PeopleSnapshot,
  ): boolean {
    const record = this.recordOf(person.accountId);
    const wasListed = before.requests.some(
      (request) => request.direction === direction && request.person.accountId === person.accountId,
    );
    return wasListed && record !== undefined && !mayKnow(viewer.standingTo(record));
  }

  /** The snapshot as far as it is about these people. */
  #view(viewer: OnlinePerson, accountIds: ReadonlySet<string>): PeopleSnapshot {
    const { contacts, received, sent, blocked } = viewer.ties;
    const among = (list: { has(id: string): boolean }) => [...accountIds].filter((id) => list.has(id));
    const names = (list: { has(id: string): boolean }) =>
      among(list).flatMap((accountId) => {
        const record = this.recordOf(accountId);
        return record ? [entryOf(record, viewer.standingTo(record))] : [];
      });
    const isKnown = (accountId: string) => {
      const record = this.recordOf(accountId);
      return record !== undefined && mayKnow(viewer.standingTo(record));
    };
    const requests = (
      direction: ContactRequest['direction'],
      asked: ReadonlyMap<string, number>,
    ): ContactRequest[] =>
      names(asked).map((person) => ({
        direction,
        person,
        askedAt: asked.get(person.accountId) ?? 0,
      }));
    return {
      me: meOf(viewer),
      contacts: this.cards(viewer, among(contacts)),
      // Of somebody who cannot be answered nothing is asked.
      requests: [
        ...requests('received', received).filter(({ person }) => isKnown(person.accountId)),
        ...requests('sent', sent),
      ],
      blocked: names(blocked),
    };
  }
}

function tellWatching(
  viewer: OnlinePerson,
  accountId: string,
  before: PersonCard | undefined,
  after: PersonCard | undefined,
): void {
  if (isDeepStrictEqual(before, after)) return;
  for (const tab of viewer.tabs) {
    if (!tab.watched.has(accountId)) continue;
    if (after) tab.tell({ name: 'person:changed', data: { person: after } });
    else tab.tell({ name: 'person:hidden', data: { accountId } });
  }
}

function meOf({ record, status }: OnlinePerson): Me {
  const { chosenStatus, visibility, showsLastSeen } = record;
  return { ...identityOf(record), status, chosenStatus, visibility, showsLastSeen };
}
