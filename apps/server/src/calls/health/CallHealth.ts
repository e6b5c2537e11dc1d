import type { HealthReport, Trouble, TroubleKind, UplinkLevel } from '@parley/protocol/health';
import type { BaseLogger } from 'pino';
import { Healing, type HealStepName } from '../../room/health/Healing.ts';
import { type Finding, HealthJudge, type Suspicion } from '../../room/health/HealthJudge.ts';
import { isNotable } from '../../room/health/isNotable.ts';
import { VOICE_LEVEL } from '../../room/health/judgePair.ts';
import { UplinkLevels } from '../../room/health/UplinkLevels.ts';
import type { Room } from '../../room/Room.ts';
import type { Connection, Outbox } from '../Connection.ts';
import type { Member } from '../Member.ts';
import type { Timers } from '../Timers.ts';
import { takeStep } from './takeStep.ts';

/** What operators count. */
export type HealthCounts = { troubled(kind: TroubleKind): void; healStep(step: HealStepName): void };

export type CallHealthSetup = {
  readonly room: Room;
  readonly members: ReadonlyMap<string, Member>;
  readonly channel: string;
  readonly outbox: Outbox;
  readonly timers: Timers;
  readonly now: () => number;
  readonly counts: HealthCounts;
  readonly log: BaseLogger;
};

/** How often the SFU is asked about what is suspicious. */
const LOOK_MS = 500;
/** How often a room in which all reports are good is judged. It costs each receiver times each publication. */
const JUDGED_EVERY_MS = 500;
/** A whole room that hears nothing is one fault, and is found by looking at a few. */
const INSPECTED_AT_ONCE = 40;

/**
 * Whether everyone hears everyone: takes the reports of all peers to the judge, asks the SFU about what
 * is suspicious, tells the peers concerned, and takes the steps that mend it. While all is well it does
 * nothing but listen.
 */
export class CallHealth {
  readonly #setup: CallHealthSetup;
  readonly #judge = new HealthJudge();
  readonly #healing = new Healing();
  readonly #levels = new UplinkLevels();
  /** What each peer was told last. */
  readonly #told = new Map<string, string>();
  #findings: readonly Finding[] = [];
  #callOff: (() => void) | undefined;
  #judgedAt = Number.NEGATIVE_INFINITY;
  #isLooking = false;
  #isClosed = false;

  constructor(setup: CallHealthSetup) {
    this.#setup = setup;
  }

  report(peerId: string, told: HealthReport): void {
    const media = this.#setup.members.get(peerId)?.media;
    if (!this.#setup.members.has(peerId)) return;
    for (const { publicationId, level } of told.sent) {
      if (level !== undefined && level <= VOICE_LEVEL) media?.stir(publicationId);
    }
    // What is kept back on purpose cannot be missed.
    const received = told.received.filter(({ publicationId }) => !media?.isHeld(publicationId));
    const report = { ...told, received };
    this.#judge.take(peerId, report, this.#setup.now());
    const level = report.uplink && this.#levels.take(peerId, report.uplink);
    if (level !== undefined) {
      this.#setup.outbox.publishMoment(this.#setup.channel, {
        name: 'health:quality',
        data: { levels: [{ peerId, uplink: level }] },
      });
    }
    const isDue = this.#setup.now() - this.#judgedAt >= JUDGED_EVERY_MS;
    if (!isDue && !isNotable(report) && !this.#isConcerned(peerId)) return;
    // What is suspicious is looked into at once; after that the timer does it.
    if (this.#judgeNow().length > 0 && this.#callOff === undefined) void this.#look();
  }

  /** The SFU says who is heard. */
  heard(peerIds: readonly string[]): void {
    this.#judge.heard(peerIds, this.#setup.now());
  }

  /** The SFU says that the transports of a peer ended by themselves: no report has to be waited for. */
  transportsLost({ peerId, connection }: Member): void {
    const { room, counts, log } = this.#setup;
    counts.healStep('rebuild');
    log.warn(
      { room: room.name, peerId },
      'the transports of a peer ended; it is asked to open new ones',
    );
    connection?.sendMoment({ name: 'media:lost', data: {} });
  }

  /** Tells a peer that came, or came back, how things are. */
  greet(peerId: string, connection: Connection): void {
    const levels = this.#levels.notable();
    if (levels.length > 0) connection.sendMoment({ name: 'health:quality', data: { levels } });
    this.#told.delete(peerId);
    this.#tell(peerId, connection);
  }

  /** All there are at this moment, whomever they concern. */
  troubles(): Trouble[] {
    return this.#findings.map((finding) => this.#troubleOf(finding));
  }

  uplinkOf(peerId: string): UplinkLevel {
    return this.#levels.of(peerId);
  }

  forget(peerId: string): void {
    this.#judge.forget(peerId);
    this.#levels.forget(peerId);
    this.#told.delete(peerId);
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff?.();
  }

  /** Something is wrong with what it sends or gets, and its reports say when it is over. */
  #isConcerned(peerId: string): boolean {
    return this.#findings.some(
      ({ publication, receiverId }) => receiverId === peerId || publication.peerId === peerId,
    );
  }

  /** @returns what the SFU should be asked about */
  #judgeNow(): Suspicion[] {
    const { room, now } = this.#setup;
    this.#judgedAt = now();
    const present = room.peers().filter((peer) => peer.isConnected);
    const facts = {
      publications: room.publications.all(),
      presentIds: new Set(present.map(({ peerId }) => peerId)),
    };
    const { findings, suspicions } = this.#judge.judge(facts, now());
    this.#note(findings);
    this.#findings = findings;
    for (const { finding, step } of this.#healing.due(findings, now())) this.#heal(finding, step);
    for (const [peerId, { connection }] of this.#setup.members) {
      if (connection) this.#tell(peerId, connection);
    }
    return suspicions;
  }

  /** Asks the SFU about everything that is suspicious, and comes back for as long as anything is. */
  async #look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    const suspicions = this.#judgeNow();
    await Promise.all(suspicions.slice(0, INSPECTED_AT_ONCE).map((one) => this.#inspect(one)));
    this.#isLooking = false;
    this.#judgeNow();
    this.#callOff = undefined;
    if (this.#isClosed || (suspicions.length === 0 && this.#findings.length === 0)) return;
    this.#callOff = this.#setup.timers.after(LOOK_MS, () => void this.#look());
  }

  async #inspect(suspicion: Suspicion): Promise<void> {
    const { members, now, log } = this.#setup;
    const media = members.get(suspicion.receiverId)?.media;
    try {
      const forwarding = await media?.inspect(suspicion.publicationId);
      this.#judge.inspected(suspicion, forwarding, now());
    } catch (error) {
      // Its transport was closed: that is an answer, too.
      log.debug({ err: error, ...suspicion }, 'the SFU could not be asked');
      this.#judge.inspected(suspicion, undefined, now());
    }
  }

  #heal(finding: Finding, step: ReturnType<Healing['due']>[number]['step']): void {
    const { room, members, counts, log } = this.#setup;
    counts.healStep(step.step);
    log.info({ room: room.name, trouble: finding.kind, place: finding.place, ...step }, 'healing');
    takeStep(step, { room, members }).catch((error) => {
      // The next step follows anyway, and who is gone needs none.
      log.warn({ err: error, room: room.name, ...step }, 'a healing step failed');
    });
  }

  #note(findings: readonly Finding[]): void {
    const { room, counts, log, now } = this.#setup;
    const before = new Map(this.#findings.map((finding) => [keyOf(finding), finding]));
    for (const finding of findings) {
      const known = before.get(keyOf(finding));
      before.delete(keyOf(finding));
      if (known?.kind === finding.kind) continue;
      counts.troubled(finding.kind);
      log.warn({ room: room.name, ...factsOf(finding) }, 'somebody does not get what somebody sends');
    }
    for (const over of before.values()) {
      const lastedMs = now() - over.since;
      log.info({ room: room.name, ...factsOf(over), lastedMs }, 'trouble is over');
    }
  }

  #tell(peerId: string, connection: Connection): void {
    const troubles = this.#findings
      .filter(({ publication, receiverId }) =>
        [publication.peerId, receiverId ?? peerId].includes(peerId),
      )
      .map((finding) => this.#troubleOf(finding));
    const told = JSON.stringify(troubles);
    if (told === (this.#told.get(peerId) ?? '[]')) return;
    this.#told.set(peerId, told);
    connection.sendMoment({ name: 'health:troubles', data: { troubles } });
  }

  #troubleOf(finding: Finding): Trouble {
    const { kind, place, publication, receiverId, since } = finding;
    return {
      kind,
      place,
      publicationId: publication.publicationId,
      peerId: publication.peerId,
      receiverId,
      since,
      isHealing: this.#healing.isHealing(finding, this.#setup.now()),
    };
  }
}

function keyOf({ publication, receiverId }: Finding): string {
  return `${publication.publicationId} ${receiverId ?? '*'}`;
}

function factsOf({ kind, place, publication, receiverId }: Finding) {
  const { publicationId, peerId, source } = publication;
  return { kind, place, peerId, receiverId, publicationId, source };
}
