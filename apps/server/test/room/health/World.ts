import type { CaptureFault } from '@parley/protocol/health';
import { KIND_OF_SOURCE, type Publication, type Source } from '@parley/protocol/media';
import type { Forwarding } from '../../../src/room/health/Forwarding.ts';
import { type Finding, HealthJudge } from '../../../src/room/health/HealthJudge.ts';

/** One way from a publication to a receiver, as it really is. */
type Way = {
  /** What the SFU's books say and what it does. */
  isConsumerPaused: boolean;
  isStarved: boolean;
  isDownlinkCut: boolean;
  /** Packets arrive and nothing comes of them. */
  isDeaf: boolean;
  /** The SFU has no transport for this peer, and then nothing to say about it. */
  isTransportGone: boolean;
  sinceMs: number;
  inPackets: number;
  outPackets: number;
  /** Since the last report: packets that came, and whether anything could be heard of them. */
  arrived: number;
  isHeard: boolean;
  /** For how long sound has been coming. */
  flowingMs: number;
};

type Sending = {
  publication: Publication;
  packetsPerSecond: number;
  framesPerSecond: number;
  level: number;
  fault: CaptureFault | undefined;
  isUplinkCut: boolean;
  isProducerPaused: boolean;
};

const STEP_MS = 100;
const REPORT_MS = 2_000;
const SAMPLE_MS = 1_000;
const TICK_MS = 500;
/** What comes waits this long in the jitter buffer before it is heard. */
const PLAYOUT_MS = 200;
const START = 1_700_000_000_000;

/**
 * A room whose peers send, get and report as the client does: a look every second, a report every two
 * and at once while something stands still. Its time passes as fast as the test wants.
 */
export class World {
  readonly judge = new HealthJudge();
  readonly sendings = new Map<string, Sending>();
  readonly ways = new Map<string, Way>();
  readonly reporting = new Set<string>();
  /** Peers whose signalling is lost. */
  readonly away = new Set<string>();
  /** Everything that was ever found, with when. */
  readonly history: { afterMs: number; finding: Finding }[] = [];
  findings: Finding[] = [];
  now = START;
  readonly #peers: string[] = [];
  readonly #reportedAt = new Map<string, number>();
  #inspectedAt = 0;
  #revision = 1;

  constructor(...peers: string[]) {
    for (const peer of peers) this.join(peer);
  }

  get elapsedMs(): number {
    return this.now - START;
  }

  join(peer: string): void {
    this.#peers.push(peer);
    this.reporting.add(peer);
    for (const publicationId of this.sendings.keys()) this.watch(peer, publicationId);
  }

  leave(peer: string): void {
    this.#peers.splice(this.#peers.indexOf(peer), 1);
    this.reporting.delete(peer);
    for (const { publication } of [...this.sendings.values()]) {
      if (publication.peerId === peer) this.sendings.delete(publication.publicationId);
    }
    this.judge.forget(peer);
  }

  /** @returns the publication's id; everybody else watches it */
  publish(peer: string, source: Source, isPaused = false): string {
    const publicationId = `${peer}-${source}`;
    const isAudio = KIND_OF_SOURCE[source] === 'audio';
    this.sendings.set(publicationId, {
      publication: { publicationId, peerId: peer, source, isPaused, revision: this.#revision++ },
      packetsPerSecond: isAudio ? 2.5 : 60,
      framesPerSecond: isAudio ? 0 : 30,
      level: 75,
      fault: undefined,
      isUplinkCut: false,
      isProducerPaused: false,
    });
    for (const other of this.#peers) if (other !== peer) this.watch(other, publicationId);
    return publicationId;
  }

  watch(peer: string, publicationId: string): void {
    this.ways.set(`${peer} ${publicationId}`, {
      isConsumerPaused: false,
      isStarved: false,
      isDownlinkCut: false,
      isDeaf: false,
      isTransportGone: false,
      sinceMs: 0,
      inPackets: 0,
      outPackets: 0,
      arrived: 0,
      isHeard: false,
      flowingMs: 0,
    });
  }

  unwatch(peer: string, publicationId: string): void {
    this.ways.delete(`${peer} ${publicationId}`);
  }

  setPaused(publicationId: string, isPaused: boolean): void {
    const sending = this.sending(publicationId);
    sending.publication = { ...sending.publication, isPaused };
    for (const peer of this.#peers) {
      const way = this.ways.get(`${peer} ${publicationId}`);
      if (way) way.sinceMs = 0;
    }
  }

  speak(publicationId: string, isSpeaking = true): void {
    const sending = this.sending(publicationId);
    sending.level = isSpeaking ? 25 : 75;
    sending.packetsPerSecond = isSpeaking ? 50 : 2.5;
  }

  sending(publicationId: string): Sending {
    const found = this.sendings.get(publicationId);
    if (!found) throw new Error(`${publicationId} is not sent`);
    return found;
  }

  way(peer: string, publicationId: string): Way {
    const found = this.ways.get(`${peer} ${publicationId}`);
    if (!found) throw new Error(`${peer} does not watch ${publicationId}`);
    return found;
  }

  /** Lets time pass. @returns what is wrong at its end */
  pass(ms: number): Finding[] {
    for (let step = 0; step < ms / STEP_MS; step += 1) this.#step();
    return this.findings;
  }

  /** @returns after how many milliseconds something was found */
  passUntilFound(withinMs: number): number {
    const from = this.now;
    while (this.findings.length === 0 && this.now - from < withinMs) this.#step();
    return this.now - from;
  }

  #step(): void {
    this.now += STEP_MS;
    for (const [key, way] of this.ways) this.#flow(way, key);
    this.judge.heard(
      [...this.sendings.values()]
        .filter((one) => one.level <= 60 && this.#arrives(one))
        .map(({ publication }) => publication.peerId),
      this.now,
    );
    for (const [index, peer] of this.#peers.entries()) {
      // Each has its own beat.
      if ((this.elapsedMs + index * 300) % SAMPLE_MS === 0) this.#sample(peer);
    }
    // The SFU is asked at once when something is suspicious, and then again and again.
    if (this.now - this.#inspectedAt >= TICK_MS) this.#look();
  }

  #arrives(sending: Sending): boolean {
    const { publication, isUplinkCut, isProducerPaused } = sending;
    return !publication.isPaused && !isUplinkCut && !isProducerPaused;
  }

  #flow(way: Way, key: string): void {
    const publicationId = key.split(' ')[1] ?? '';
    const sending = this.sendings.get(publicationId);
    if (!sending) return;
    const packets = (sending.packetsPerSecond * STEP_MS) / 1_000;
    const arrives = this.#arrives(sending);
    if (!sending.isUplinkCut && !sending.publication.isPaused) way.inPackets += packets;
    if (!arrives || way.isConsumerPaused || way.isStarved || way.isTransportGone) {
      way.sinceMs += STEP_MS;
      way.flowingMs = 0;
      return;
    }
    way.outPackets += packets;
    const isPicture = KIND_OF_SOURCE[sending.publication.source] === 'video';
    const comes = !way.isDownlinkCut && !(isPicture && way.isDeaf) && packets > 0;
    way.sinceMs = comes ? 0 : way.sinceMs + STEP_MS;
    way.flowingMs = comes ? way.flowingMs + STEP_MS : 0;
    if (!way.isDownlinkCut) way.arrived += packets;
    if (way.flowingMs > PLAYOUT_MS && !way.isDeaf) way.isHeard = true;
  }

  #sample(peer: string): void {
    if (!this.reporting.has(peer) || this.away.has(peer)) return;
    const received = this.#received(peer);
    const sent = [...this.sendings.values()].filter(
      ({ publication }) => publication.peerId === peer && !publication.isPaused,
    );
    const spanMs = this.now - (this.#reportedAt.get(peer) ?? START);
    const isUrgent =
      received.some((one) => one.stalledMs >= 900 || one.level === 127) ||
      sent.some((one) => one.fault !== undefined || one.packetsPerSecond === 0);
    if (spanMs < REPORT_MS && !isUrgent) return;
    this.#reportedAt.set(peer, this.now);
    for (const [key, way] of this.ways) {
      if (key.startsWith(`${peer} `)) Object.assign(way, { arrived: 0, isHeard: false });
    }
    const report = {
      spanMs,
      sent: sent.map(({ publication, packetsPerSecond, framesPerSecond, level, fault }) => ({
        publicationId: publication.publicationId,
        packets: Math.floor((packetsPerSecond * spanMs) / 1_000),
        ...(KIND_OF_SOURCE[publication.source] === 'audio'
          ? { level }
          : { frames: Math.floor((framesPerSecond * spanMs) / 1_000) }),
        ...(fault && { fault }),
      })),
      received,
    };
    this.judge.take(peer, report, this.now);
    this.#judge();
  }

  #received(peer: string) {
    return [...this.ways].flatMap(([key, way]) => {
      const [receiver, publicationId = ''] = key.split(' ');
      const sending = this.sendings.get(publicationId);
      if (receiver !== peer || !sending || sending.publication.isPaused) return [];
      const isAudio = KIND_OF_SOURCE[sending.publication.source] === 'audio';
      return [
        {
          publicationId,
          packets: Math.ceil(way.arrived),
          stalledMs: way.sinceMs,
          ...(isAudio && { level: way.isHeard ? sending.level : 127 }),
        },
      ];
    });
  }

  #look(): void {
    const suspicions = this.#judge();
    if (suspicions.length > 0) this.#inspectedAt = this.now;
    for (const suspicion of suspicions) {
      const way = this.ways.get(`${suspicion.receiverId} ${suspicion.publicationId}`);
      const sending = this.sendings.get(suspicion.publicationId);
      if (!way || !sending) continue;
      const forwarding: Forwarding = {
        producer: {
          isPaused: sending.publication.isPaused || sending.isProducerPaused,
          packets: Math.floor(way.inPackets),
        },
        consumer: {
          isPaused: way.isConsumerPaused,
          shouldFlow: true,
          packets: Math.floor(way.outPackets),
          isStarved: way.isStarved,
        },
      };
      this.judge.inspected(suspicion, way.isTransportGone ? undefined : forwarding, this.now);
    }
    this.#judge();
  }

  #judge() {
    const facts = {
      publications: [...this.sendings.values()].map(({ publication }) => publication),
      presentIds: new Set(this.#peers.filter((peer) => !this.away.has(peer))),
    };
    const { findings, suspicions } = this.judge.judge(facts, this.now);
    for (const finding of findings) this.history.push({ afterMs: this.elapsedMs, finding });
    this.findings = findings;
    return suspicions;
  }
}
