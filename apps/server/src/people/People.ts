import { ParleyError } from '@parley/protocol/errors';
import type { PeerAccount } from '@parley/protocol/peer';
import type { PeopleSearchReply, PeopleSnapshot } from '@parley/protocol/people/directory';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import type { ChosenStatus, PersonCard, Visibility } from '@parley/protocol/people/person';
import type { BaseLogger } from 'pino';
import type { Timers } from '../calls/Timers.ts';
import type { Relations } from '../storage/ContactRepository.ts';
import type { PersonChoices } from '../storage/PeopleRepository.ts';
import type { Storage } from '../storage/Storage.ts';
import { Directory } from './Directory.ts';
import { KeyedQueue } from './KeyedQueue.ts';
import { OnlinePerson, type Ties, toTies } from './OnlinePerson.ts';
import { Presence } from './Presence.ts';
import { Relationships } from './Relationships.ts';
import { identityOf } from './rules/cardOf.ts';
import type { PersonRecord } from './rules/PersonRecord.ts';
import type { Standing } from './rules/relations.ts';
import { searchWords } from './rules/searchWords.ts';
import { fromCursor, toCursor } from './searchCursor.ts';
import type { Telling } from './Telling.ts';

export type PeopleSetup = {
  storage: Pick<Storage, 'people' | 'contacts'>;
  timers: Timers;
  /** Epoch ms. */
  now: () => number;
  /** Called when somebody may stand otherwise to others, or has chosen something else, from now on. */
  onChanged: (accountId: string) => void;
  log: BaseLogger;
};

/** Somebody whom somebody else wants to reach. */
export type Known = {
  record: PersonRecord;
  /** How the one who wants it stands to them. */
  standing: Standing;
  /** Undefined when they are not here. */
  online: OnlinePerson | undefined;
};

/** The phone book in use: joins the rules, who is here, and what is kept. */
export class People {
  readonly relationships: Relationships;
  readonly #setup: PeopleSetup;
  readonly #directory = new Directory();
  readonly #presence: Presence;
  readonly #entering = new Map<string, Promise<OnlinePerson>>();
  /** Changes to what one person has chosen, by their id. */
  readonly #choices = new KeyedQueue();
  readonly #reloads = new KeyedQueue();
  readonly #visibilityListeners = new Set<(accountId: string) => void>();

  constructor(setup: PeopleSetup) {
    const directory = this.#directory;
    this.#setup = setup;
    this.#presence = new Presence({ ...setup, directory });
    this.relationships = new Relationships({
      ...setup,
      directory,
      reload: (accountId) => this.#reload(accountId),
    });
  }

  /**
   * Somebody opens a tab. Ends with `leave`.
   *
   * @throws {ParleyError} `unauthorized` when there is no such account (any more)
   */
  async enter(accountId: string, tab: Telling): Promise<OnlinePerson> {
    const person = await this.#here(accountId);
    this.#presence.open(person, tab);
    return person;
  }

  leave(person: OnlinePerson, tab: Telling): void {
    this.#presence.close(person, tab);
  }

  snapshot(person: OnlinePerson): PeopleSnapshot {
    return this.#directory.snapshot(person);
  }

  /**
   * As they see the others, here or not: to take it along.
   *
   * @throws {ParleyError} `unauthorized` when there is no such account
   */
  async viewer(accountId: string): Promise<OnlinePerson> {
    return this.#directory.get(accountId) ?? this.#read(accountId);
  }

  /** @throws {ParleyError} as `viewer` */
  async snapshotOf(accountId: string): Promise<PeopleSnapshot> {
    return this.#directory.snapshot(await this.viewer(accountId));
  }

  noteActivity(person: OnlinePerson): void {
    this.#presence.noteActivity(person);
  }

  /** @throws {ParleyError} `bad-request` for a cursor that was not made here */
  async search(person: OnlinePerson, query: string, cursor?: string): Promise<PeopleSearchReply> {
    const after = cursor === undefined ? undefined : fromCursor(cursor);
    const words = searchWords(query);
    if (words.length === 0) return { people: [], cursor: null };
    const found = await this.#setup.storage.people.search({
      viewerId: person.accountId,
      words,
      after,
      limit: PEOPLE_LIMITS.searchPageSize,
    });
    this.#directory.learn(found.people);
    const people = this.#directory.cards(
      person,
      found.people.map(({ accountId }) => accountId),
    );
    return { people, cursor: found.next ? toCursor(found.next) : null };
  }

  online(accountId: string): OnlinePerson | undefined {
    return this.#directory.get(accountId);
  }

  /** The database is asked, whoever it is, so that the time it takes tells nothing. */
  async lookUp(person: OnlinePerson, otherId: string): Promise<Known | undefined> {
    this.#directory.learn(await this.#setup.storage.people.find([otherId]));
    return this.known(person, otherId);
  }

  /** @returns undefined when there is no such person, as far as is known here */
  known(person: OnlinePerson, otherId: string): Known | undefined {
    const record = this.#directory.recordOf(otherId);
    if (record === undefined) return undefined;
    const online = this.#directory.get(otherId);
    return { record, standing: person.standingTo(record), online };
  }

  /** Those of the list who can be seen; from now on the tab is told how they are. */
  async watch(
    person: OnlinePerson,
    tab: Telling,
    accountIds: readonly string[],
  ): Promise<{ people: PersonCard[] }> {
    // At once, so that of two lists the later one holds, however long the database takes for each.
    tab.watched = new Set(accountIds);
    this.#directory.watchedChanged(person);
    this.#directory.learn(await this.#setup.storage.people.find(accountIds));
    return { people: this.#directory.cards(person, new Set(accountIds)) };
  }

  async setStatus(person: OnlinePerson, chosenStatus: ChosenStatus): Promise<void> {
    this.#presence.noteActivity(person);
    await this.#choose(person, () => ({ chosenStatus }));
  }

  async setVisibility(
    person: OnlinePerson,
    wish: { visibility: Visibility; showsLastSeen: boolean },
  ): Promise<void> {
    await this.#choose(person, ({ visibility }) => ({
      ...wish,
      // Who begins to hide looks like somebody who goes in this moment.
      ...(wish.visibility === 'nobody' && visibility !== 'nobody' && { lastSeenAt: this.#setup.now() }),
    }));
    for (const listener of this.#visibilityListeners) listener(person.accountId);
  }

  /**
   * @returns what to call when they leave it
   * @throws {ParleyError} `unauthorized` when there is no such account
   */
  async enterCall(accountId: string): Promise<() => void> {
    const person = await this.#here(accountId);
    this.#presence.enterCall(person);
    return () => this.#presence.leaveCall(person);
  }

  /** Somebody has another name or picture, is suspended or no longer, or their account is gone. */
  async accountChanged(accountId: string): Promise<void> {
    // What was being read may be from before the change.
    await this.#entering.get(accountId)?.catch(() => undefined);
    await this.#reloads.run(accountId, async () => {
      const [record] = await this.#setup.storage.people.find([accountId]);
      if (record === undefined) this.#directory.forget(accountId);
      else this.#identify(record);
      this.#setup.onChanged(accountId);
    });
  }

  #identify(record: PersonRecord): void {
    const { accountId, isSuspended } = record;
    this.#directory.change(accountId, () => {
      const person = this.#directory.get(accountId);
      if (person) person.record = { ...person.record, ...identityOf(record), isSuspended };
      this.#directory.learn([record]);
    });
  }

  /** What everybody may see of somebody; undefined when not everybody may find them. */
  async publicIdentity(accountId: string): Promise<PeerAccount | undefined> {
    const [record] = await this.#setup.storage.people.find([accountId]);
    if (record?.visibility !== 'everyone' || record.isSuspended) return undefined;
    const { name, pictureVersion } = record;
    return { accountId, name, pictureVersion };
  }

  /** Who may find somebody is another now. */
  onVisibilityChanged(listener: (accountId: string) => void): void {
    this.#visibilityListeners.add(listener);
  }

  /** Something that concerns somebody alone; all their tabs hear it, if there are any. */
  tell(accountId: string, event: PeopleEvent): void {
    for (const tab of this.#directory.get(accountId)?.tabs ?? []) tab.tell(event);
  }

  /**
   * Whether somebody may find somebody else. The same is asked of the database for one who hides and for
   * one who is not there.
   */
  async mayFind(viewerId: string, accountId: string): Promise<boolean> {
    const viewer = this.#directory.get(viewerId) ?? (await this.#read(viewerId));
    this.#directory.learn(await this.#setup.storage.people.find([accountId]));
    return this.#directory.card(viewer, accountId) !== undefined;
  }

  /**
   * How somebody stands to others; those who have no account any more are left out.
   *
   * @throws {ParleyError} as `viewer`
   */
  async knownTo(viewerId: string, accountIds: readonly string[]): Promise<Map<string, Known>> {
    const viewer = await this.viewer(viewerId);
    const found = await this.#setup.storage.people.find(accountIds);
    this.#directory.learn(found);
    return new Map(
      found.flatMap(({ accountId }) => {
        const known = this.known(viewer, accountId);
        return known ? [[accountId, known]] : [];
      }),
    );
  }

  /** The server stops. */
  close(): Promise<void> {
    return this.#presence.stop();
  }

  /** Whoever is returned is listed as online at that very moment. */
  async #here(accountId: string): Promise<OnlinePerson> {
    for (;;) {
      const there = this.#directory.get(accountId) ?? (await this.#load(accountId));
      if (this.#directory.get(accountId) === there) return there;
    }
  }

  #load(accountId: string): Promise<OnlinePerson> {
    const underWay = this.#entering.get(accountId);
    if (underWay) return underWay;
    const entering = this.#create(accountId).finally(() => this.#entering.delete(accountId));
    this.#entering.set(accountId, entering);
    return entering;
  }

  async #create(accountId: string): Promise<OnlinePerson> {
    const person = await this.#read(accountId);
    this.#directory.add(person);
    return person;
  }

  async #read(accountId: string): Promise<OnlinePerson> {
    const { storage } = this.#setup;
    const [record] = await storage.people.find([accountId]);
    if (record === undefined) throw new ParleyError('unauthorized', 'This account is gone.');
    return new OnlinePerson(record, this.#tiesOf(await storage.contacts.relationsOf(accountId)));
  }

  #tiesOf(relations: Relations): Ties {
    const { contacts, requests, blocked } = relations;
    this.#directory.learn([...contacts, ...requests.map(({ person }) => person), ...blocked]);
    return toTies(relations);
  }

  /** Somebody's contacts, requests or blocks have changed in the database. */
  async #reload(accountId: string): Promise<void> {
    // What was being read may be from before the change.
    await this.#entering.get(accountId)?.catch(() => undefined);
    await this.#reloads.run(accountId, async () => {
      const person = this.#directory.get(accountId);
      // Read for somebody who is not here, too: how long it takes must not tell whether they are.
      const relations = await this.#setup.storage.contacts.relationsOf(accountId);
      // Whoever came or went meanwhile has read, or will read, what holds now.
      if (person === undefined || this.#directory.get(accountId) !== person) return;
      this.#directory.setTies(person, this.#tiesOf(relations));
      this.#setup.onChanged(accountId);
    });
  }

  /** What is chosen is kept first and holds then, for everybody at once. */
  #choose(
    person: OnlinePerson,
    choicesFrom: (record: OnlinePerson['record']) => PersonChoices,
  ): Promise<void> {
    return this.#choices.run(person.accountId, async () => {
      const choices = choicesFrom(person.record);
      await this.#setup.storage.people.update(person.accountId, choices);
      this.#directory.change(person.accountId, () => {
        person.record = { ...person.record, ...choices };
      });
      this.#setup.onChanged(person.accountId);
    });
  }
}
