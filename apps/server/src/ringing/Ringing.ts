import { ParleyError } from '@parley/protocol/errors';
import type {
  PeopleEvent,
  PeopleReplyOf,
  PeopleRequestOf,
} from '@parley/protocol/people/peopleContract';
import type { IncomingRing, RingEnd } from '@parley/protocol/people/ringing';
import type { Timers } from '../calls/Timers.ts';
import { KeyedQueue } from '../people/KeyedQueue.ts';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { Known, People } from '../people/People.ts';
import { identityOf } from '../people/rules/cardOf.ts';
import type { Telling } from '../people/Telling.ts';
import { type AcceptedRing, AcceptedRings } from './AcceptedRings.ts';
import { isKeptAsMissed, judgeRing, mayBeHeard } from './judgeRing.ts';
import type { MissedCalls } from './MissedCalls.ts';
import type { Ring } from './Ring.ts';
import type { RingingTabs } from './RingingTabs.ts';
import type { RingLimits } from './RingLimits.ts';
import type { RingRooms } from './RingRooms.ts';

export type RingingSetup = {
  people: Pick<People, 'lookUp' | 'known' | 'online'>;
  missed: Pick<MissedCalls, 'note' | 'of' | 'settled'>;
  rooms: Pick<RingRooms, 'create' | 'open'>;
  tabs: RingingTabs;
  limits: RingLimits;
  /** Somebody is rung, was in vain, or has said yes or no on one of their devices. Nobody waits for it. */
  notify: (kind: RingNews, from: OnlinePerson, accountId: string) => void;
  timers: Timers;
  /** @throws {ParleyError} when nobody new gets into this room, or into a new one */
  assertMayCall: (accountId: string, room: string | undefined) => void;
};

type RingNews = 'ring' | 'missed' | 'answered' | 'declined';

/** Who asks, and from which of their tabs. */
type By = { readonly person: OnlinePerson; readonly tab: Telling };

/** How long it rings, in milliseconds. */
export const RINGS_FOR_MS = 30_000;

/**
 * People who call each other and have not answered yet. What the caller is told, and when, is the same
 * whether the other one is not there, hides, blocks them or does not want to be disturbed. All of it is
 * in memory: a server that dies ends every ring, and both sides notice by their sockets.
 */
export class Ringing {
  readonly #setup: RingingSetup;
  readonly #rings = new Map<string, Ring>();
  /** So that who calls off a ring in the moment in which it begins calls it off. */
  readonly #beginnings = new KeyedQueue();
  readonly #accepted: AcceptedRings;

  constructor(setup: RingingSetup) {
    this.#setup = setup;
    this.#accepted = new AcceptedRings(setup.timers);
  }

  /**
   * From now on this tab rings, and is told of missed calls; `afterwards` is for when it is answered.
   *
   * @param ownRingId of which the tab does not know how it ended
   */
  async hello(
    { person, tab }: By,
    ownRingId?: string,
  ): Promise<{ reply: PeopleReplyOf<'ring:hello'>; afterwards: () => void }> {
    this.#setup.tabs.add(tab);
    const missed = await this.#setup.missed.of(person);
    const ring = this.#find((ring) => isAt(ring, person));
    const accepted =
      ownRingId === undefined ? null : this.#accepted.ofCaller(ownRingId, person.accountId);
    const reply = {
      ring: ring ? toIncoming(ring) : null,
      accepted: accepted && { ringId: accepted.ringId, room: accepted.room },
      missed,
    };
    return { reply, afterwards: tab.beginAnswer() };
  }

  /**
   * Calls somebody. Whether anything rings there is told nobody.
   *
   * @returns what to tell once this is answered
   * @throws {ParleyError} `not-found` for oneself; `conflict` while a ring of this person is under way;
   *   `rate-limited`; what `assertMayCall` throws
   */
  start(by: By, request: PeopleRequestOf<'ring:start'>): Promise<() => void> {
    return this.#beginnings.run(request.ringId, () => this.#start(by, request));
  }

  /** Who has accepted in that moment is told. Nothing happens when it has ended in another way. */
  cancel({ person }: By, ringId: string): Promise<void> {
    return this.#beginnings.run(ringId, async () => {
      const ring = this.#rings.get(ringId);
      if (ring?.caller.accountId === person.accountId) this.#miss(ring, 'cancelled');
      const accepted = this.#accepted.ofCaller(ringId, person.accountId);
      accepted?.tabAlone?.tell(ended(ringId, 'cancelled'));
    });
  }

  /**
   * The same answer once more is answered as before.
   *
   * @throws {ParleyError} `not-found` when it has ended, or rings at somebody else's
   */
  accept({ person, tab }: By, ringId: string, answerId?: string): { room: string } {
    const { accountId } = person;
    const before = this.#accepted.answered(ringId, accountId, answerId);
    if (before) return { room: before.room };
    const ring = this.#rings.get(ringId);
    if (ring === undefined || !isAt(ring, person)) {
      throw new ParleyError('not-found', 'This call is over.');
    }
    return { room: this.#accept(ring, tab, { accountId, answerId }) };
  }

  /** Nothing happens when it has ended already. */
  decline({ person, tab }: By, ringId: string, message?: string): void {
    const ring = this.#rings.get(ringId);
    if (ring === undefined || !isAt(ring, person)) return;
    this.#end(ring);
    this.#setup.notify('declined', ring.caller, ring.calleeId);
    ring.callerTab.tell(ended(ringId, 'declined', message === undefined ? {} : { message }));
    this.#setup.tabs.tell(person, ended(ringId, 'elsewhere'), tab);
  }

  /** The tab that calls is gone, and so is its ring. */
  left(tab: Telling): void {
    const ring = this.#find(({ callerTab }) => callerTab === tab);
    if (ring) this.#miss(ring, 'cancelled');
  }

  /** Somebody stands otherwise to others now, or does not want to be disturbed any more. */
  review(accountId: string): void {
    for (const ring of this.#rings.values()) {
      const { caller, calleeId, isHeard } = ring;
      if (!isHeard || (calleeId !== accountId && caller.accountId !== accountId)) continue;
      const callee = this.#setup.people.known(caller, calleeId);
      if (callee !== undefined && mayBeHeard(factsOf(callee))) continue;
      this.#tellCallee(ring, 'cancelled');
      ring.isHeard = false;
    }
  }

  /** The server stops. Resolves when what was missed is kept. */
  async close(): Promise<void> {
    for (const ring of [...this.#rings.values()]) {
      this.#miss(ring, 'cancelled');
      ring.callerTab.tell(ended(ring.ringId, 'failed'));
    }
    await this.#setup.missed.settled();
  }

  async #start(by: By, request: PeopleRequestOf<'ring:start'>): Promise<() => void> {
    const { person, tab } = by;
    const { ringId, accountId: calleeId, room } = request;
    const { people, limits, missed, assertMayCall } = this.#setup;
    if (calleeId === person.accountId) throw new ParleyError('not-found', 'That is you.');
    assertMayCall(person.accountId, room);
    await limits.take(person.accountId, calleeId);
    const callee = await people.lookUp(person, calleeId);
    const theirs = this.#find((ring) => ring.caller.accountId === calleeId && isAt(ring, person));
    // Both call each other: they want the same.
    if (theirs && room === undefined) return () => this.#meet(theirs, ringId, tab);
    this.#assertFree(person, ringId);
    if (!person.tabs.has(tab)) throw new ParleyError('unavailable', 'This socket is closed.');

    const isBusy = callee?.online !== undefined && this.#isBusy(callee.online);
    const verdict = judgeRing(callee && { ...factsOf(callee), isBusy });
    if (verdict === 'busy') {
      missed.note(calleeId, person.accountId);
      return () => tab.tell(ended(ringId, 'busy'));
    }
    const stopClock = this.#setup.timers.after(RINGS_FOR_MS, () => {
      const ring = this.#rings.get(ringId);
      if (ring) this.#noAnswer(ring);
    });
    const isHeard = verdict === 'ring';
    const ring: Ring = { ringId, caller: person, callerTab: tab, calleeId, room, isHeard, stopClock };
    this.#rings.set(ringId, ring);
    if (isHeard) {
      this.#setup.notify('ring', person, calleeId);
      if (callee?.online) {
        this.#setup.tabs.tell(callee.online, { name: 'ring:started', data: { ring: toIncoming(ring) } });
      }
    }
    return () => {};
  }

  /** The other one has called as well, and is taken to have accepted. */
  #meet(theirs: Ring, ringId: string, tab: Telling): void {
    if (!this.#rings.has(theirs.ringId)) {
      tab.tell(ended(ringId, 'no-answer'));
      return;
    }
    const room = this.#accept(theirs, tab, undefined);
    const callerId = theirs.calleeId;
    this.#accepted.add({ ringId, callerId, room, answer: undefined, tabAlone: theirs.callerTab });
    tab.tell(ended(theirs.ringId, 'elsewhere'));
    tab.tell({ name: 'ring:accepted', data: { ringId, room } });
  }

  #accept(ring: Ring, tab: Telling, answer: AcceptedRing['answer']): string {
    const { ringId, caller, callerTab, calleeId } = ring;
    const { rooms, limits, tabs, people, notify } = this.#setup;
    this.#end(ring);
    notify('answered', caller, calleeId);
    const room = ring.room ?? rooms.create([caller.accountId, calleeId]);
    if (ring.room !== undefined) rooms.open(ring.room);
    const tabAlone = ring.room === undefined ? tab : undefined;
    this.#accepted.add({ ringId, callerId: caller.accountId, room, answer, tabAlone });
    void limits.give(caller.accountId, calleeId);
    callerTab.tell({ name: 'ring:accepted', data: { ringId, room } });
    const callee = people.online(calleeId);
    if (callee) tabs.tell(callee, ended(ringId, 'elsewhere'), tab);
    return room;
  }

  #noAnswer(ring: Ring): void {
    this.#miss(ring, 'no-answer');
    ring.callerTab.tell(ended(ring.ringId, 'no-answer'));
  }

  /** It ends and was not answered. */
  #miss(ring: Ring, reason: RingEnd): void {
    const { people, missed } = this.#setup;
    const { caller, calleeId } = ring;
    this.#end(ring);
    if (ring.isHeard) this.#tellCallee(ring, reason);
    const callee = people.known(caller, calleeId);
    if (ring.isHeard) this.#setup.notify('missed', caller, calleeId);
    if (callee && isKeptAsMissed(callee.standing)) missed.note(calleeId, caller.accountId);
  }

  #end({ ringId, stopClock }: Ring): void {
    stopClock();
    this.#rings.delete(ringId);
  }

  #tellCallee({ ringId, calleeId }: Ring, reason: RingEnd): void {
    const callee = this.#setup.people.online(calleeId);
    if (callee) this.#setup.tabs.tell(callee, ended(ringId, reason));
  }

  #assertFree(person: OnlinePerson, ringId: string): void {
    if (this.#rings.has(ringId)) throw new ParleyError('conflict', 'There is such a ring already.');
    if (this.#isRinging(person)) throw new ParleyError('conflict', 'Another call rings already.');
  }

  #isBusy(person: OnlinePerson): boolean {
    return person.callCount > 0 || this.#isRinging(person);
  }

  #isRinging(person: OnlinePerson): boolean {
    const { accountId } = person;
    return this.#find((ring) => ring.caller.accountId === accountId || isAt(ring, person)) !== undefined;
  }

  #find(isIt: (ring: Ring) => boolean): Ring | undefined {
    for (const ring of this.#rings.values()) if (isIt(ring)) return ring;
    return undefined;
  }
}

/** Whether it rings at this person's. */
function isAt({ isHeard, calleeId }: Ring, { accountId }: OnlinePerson): boolean {
  return isHeard && calleeId === accountId;
}

function factsOf({ standing, record }: Known) {
  return { standing, chosenStatus: record.chosenStatus };
}

function ended(ringId: string, reason: RingEnd, more: { message?: string } = {}): PeopleEvent {
  return { name: 'ring:ended', data: { ringId, reason, ...more } };
}

function toIncoming({ ringId, caller, room }: Ring): IncomingRing {
  return { ringId, caller: identityOf(caller.record), isInvitation: room !== undefined };
}
