import type { DirectPair, DirectSignal } from '@parley/protocol/direct';
import { SOURCES, type Source } from '@parley/protocol/media';
import { StatsTable } from '../media/stats/StatsTable.ts';
import type { CallState } from '../session/store/CallState.ts';
import { Arrivals, NOTHING } from './Arrivals.ts';
import type { Asides } from './Asides.ts';
import { DirectLink } from './DirectLink.ts';
import type { DirectParts } from './DirectParts.ts';
import { directSide } from './directSide.ts';
import { Incoming } from './Incoming.ts';
import { isAllDirect, publicationsOf } from './publicationsOf.ts';
import { stunServers } from './stunServers.ts';
import { levelsOf, WhoSpeaks } from './WhoSpeaks.ts';

type State = Extract<DirectSignal, { kind: 'state' }>;

export type DirectCallParts = DirectParts & {
  readonly pair: DirectPair;
  readonly attempt: number;
  /** @returns whether the server took it */
  readonly tell: (signal: DirectSignal) => Promise<boolean>;
  /** It is closed, and nothing of it is left. */
  readonly ended: () => void;
};

/** Often enough that a gap is found before it is long. */
const LOOK_MS = 100;
/** No network that lets the two through takes longer. */
const CONNECTED_WITHIN_MS = 15_000;
/** The SFU carries everything meanwhile. */
const BACK_AGAIN_WITHIN_MS = 5_000;
/** Long enough for the SFU's way to be there again; then the direct one is let go of whatever comes. */
const BACK_WITHIN_MS = 10_000;
const RETELL_MS = 1_000;

/**
 * One connection with the other person, as far as it carries the call. The SFU's way stays as it was; what
 * is known to arrive directly at the other end rests there, and flows again at once when anything is amiss.
 */
export class DirectCall {
  readonly pair: DirectPair;
  readonly #parts: DirectCallParts;
  readonly #link: DirectLink;
  readonly #incoming = new Map<string, Incoming>();
  readonly #direct = new Arrivals();
  readonly #sfu = new Arrivals();
  readonly #whoSpeaks = new WhoSpeaks();
  readonly #begunAt = performance.now();
  readonly #timer: ReturnType<typeof setInterval>;
  #connectedAt: number | null = null;
  #theirs: Pick<State, 'wanted' | 'settled'> = { wanted: [], settled: [] };
  #goingBackSince: number | null = null;
  #told = '';
  #toldAt = Number.NEGATIVE_INFINITY;
  #isLooking = false;
  #isEnded = false;

  constructor(parts: DirectCallParts) {
    this.#parts = parts;
    this.pair = parts.pair;
    this.#link = new DirectLink({
      attempt: parts.attempt,
      isOffering: parts.pair.isOffering,
      iceServers: stunServers(parts.iceServers()),
      peerId: parts.pair.peerId,
      tell: (signal) => void parts.tell(signal),
      take: parts.take,
      changed: () => this.#linkChanged(),
      log: parts.log,
    });
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  get asides(): Asides | undefined {
    return this.#mayUse ? this.#link.asides : undefined;
  }

  take(signal: DirectSignal): void {
    if (signal.attempt !== this.#link.attempt) return;
    if (signal.kind === 'state') {
      this.#theirs = signal;
      this.apply();
    } else if (signal.kind === 'over') this.goBack();
    else this.#link.take(signal);
  }

  /** What was told may not have come through. */
  tellAgain(): void {
    this.#told = '';
    this.apply();
  }

  /** Back to the SFU: what is seen and heard moves when it is there, and then this ends by itself. */
  goBack(): void {
    if (this.#goingBackSince !== null) return;
    this.#goingBackSince = performance.now();
    this.apply();
  }

  /** At once. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearInterval(this.#timer);
    this.#link.close();
    const { link, watching, stats, store, ended } = this.#parts;
    link()?.send.divert(new Set());
    watching.showDirect(new Map());
    stats.follow(null);
    store.setState(({ direct }) => ({ direct: { ...direct, isOn: false } }));
    ended();
  }

  /** Makes true what follows from the room, from this person's wishes and from what the other one said. */
  apply(): void {
    if (this.#isEnded) return;
    const state = this.#parts.store.getState();
    this.#followPublications(state);
    this.#send(state);
    this.#tell(state);
    this.#show(state);
  }

  get #mayUse(): boolean {
    return this.#goingBackSince === null && this.#link.isConnected;
  }

  #linkChanged(): void {
    this.#parts.log.debug(`the direct connection is ${this.#link.state}`);
    if (this.#link.isLost) this.#giveUp();
    this.apply();
  }

  #giveUp(): void {
    if (this.#goingBackSince !== null) return;
    void this.#parts.tell({ kind: 'over', attempt: this.#link.attempt });
    this.goBack();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#lookOnce();
    } catch (error) {
      if (!this.#isEnded) this.#parts.log.warn('the direct connection could not be measured', error);
    } finally {
      this.#isLooking = false;
    }
  }

  async #lookOnce(): Promise<void> {
    const now = performance.now();
    if (this.#link.isConnected) this.#connectedAt = now;
    const patienceMs = this.#connectedAt === null ? CONNECTED_WITHIN_MS : BACK_AGAIN_WITHIN_MS;
    const isLate = now - (this.#connectedAt ?? this.#begunAt) > patienceMs;
    if (isLate || this.#link.isLost) this.#giveUp();
    if (this.#isOver(now)) return this.end();
    const table = await this.#link.getStats();
    this.#direct.look(table);
    await this.#lookAtSfu();
    if (this.#isEnded) return;
    const state = this.#parts.store.getState();
    const wished = this.#parts.watching.wishedIds;
    for (const [publicationId, incoming] of this.#incoming) {
      const mid = this.#link.mid(incoming.source);
      const direct = this.#direct.of(incoming.source, (stat) => stat.mid === mid);
      incoming.look({
        now: performance.now(),
        isPaused: state.publications[publicationId]?.isPaused ?? true,
        mayUse: this.#mayUse && wished.includes(publicationId),
        arrived: direct.arrived,
        isShowable: direct.isShowable,
        isShowableBySfu: this.#arrivesBySfu(publicationId, incoming.source),
      });
    }
    this.apply();
    this.#hear(table);
  }

  async #lookAtSfu(): Promise<void> {
    const transport = this.#parts.link()?.receive.transport;
    const isNeeded = [...this.#incoming.values()].some((incoming) => incoming.needsSfu);
    if (!isNeeded || !transport || transport.closed) this.#sfu.rest();
    else this.#sfu.look(new StatsTable(await transport.getStats()));
  }

  #arrivesBySfu(publicationId: string, source: Source): boolean {
    const streams = this.#parts.link()?.receive.streams ?? [];
    const ssrc = streams.find((stream) => stream.publicationId === publicationId)?.ssrc;
    const { isShowable } =
      ssrc === undefined ? NOTHING : this.#sfu.of(source, (stat) => stat.ssrc === ssrc);
    return isShowable;
  }

  #isOver(now: number): boolean {
    if (this.#goingBackSince === null) return false;
    const isShown = [...this.#incoming.values()].some((incoming) => incoming.isShown);
    const isAlone = this.#parts.store.getState().peers[this.pair.peerId] === undefined;
    const isIdle = !isShown && (isAlone || this.#link.isLost || this.#theirs.wanted.length === 0);
    return isIdle || now - this.#goingBackSince > BACK_WITHIN_MS;
  }

  /** Each publication of the other one, while there is one. */
  #followPublications(state: CallState): void {
    const theirs = publicationsOf(state, this.pair.peerId);
    for (const { publicationId, source } of theirs) {
      if (!this.#incoming.has(publicationId)) {
        this.#incoming.set(publicationId, new Incoming(source));
      }
    }
    const ids = new Set(theirs.map(({ publicationId }) => publicationId));
    for (const publicationId of this.#incoming.keys()) {
      if (!ids.has(publicationId)) this.#incoming.delete(publicationId);
    }
  }

  /** What the other one wants goes there, if it goes anywhere; what has settled there rests at the SFU. */
  #send(state: CallState): void {
    this.#link.shrink(2 ** state.limits.strain);
    const own = publicationsOf(state, state.selfId);
    const bySource = new Map(own.map((publication) => [publication.source, publication]));
    for (const source of SOURCES) {
      const publication = bySource.get(source);
      const { isWanted, isCut, track } = state.local[source];
      const isSent =
        publication !== undefined &&
        !publication.isPaused &&
        isWanted &&
        !isCut &&
        this.#theirs.wanted.includes(publication.publicationId);
      this.#link.carry(source, isSent ? track : null);
    }
    this.#parts.link()?.send.divert(new Set(this.#divertedOf(state)));
  }

  /** Who cannot be told that a way has broken must not rely on it. */
  #divertedOf(state: CallState): readonly string[] {
    const isReachable = state.connection.status === 'online';
    return this.#mayUse && isReachable ? this.#theirs.settled : [];
  }

  #tell(state: CallState): void {
    const wished = this.#parts.watching.wishedIds;
    const entries = [...this.#incoming];
    const wanted = entries.filter(([publicationId, { isShown }]) =>
      this.#mayUse ? wished.includes(publicationId) : isShown,
    );
    const settled = entries.filter(([, { isSettled }]) => this.#mayUse && isSettled);
    const signal: State = {
      kind: 'state',
      attempt: this.#link.attempt,
      wanted: wanted.map(([publicationId]) => publicationId),
      settled: settled.map(([publicationId]) => publicationId),
    };
    const told = JSON.stringify(signal);
    if (told === this.#told || state.connection.status !== 'online') return;
    if (performance.now() - this.#toldAt < RETELL_MS && this.#told === '') return;
    this.#told = told;
    this.#toldAt = performance.now();
    void this.#parts.tell(signal).then((isTaken) => {
      if (!isTaken && this.#told === told) this.#told = '';
    });
  }

  #show(state: CallState): void {
    const { watching, stats, store } = this.#parts;
    const shown = new Map<string, MediaStreamTrack>();
    for (const [publicationId, { isShown, source }] of this.#incoming) {
      const track = isShown ? this.#link.track(source) : undefined;
      if (track) shown.set(publicationId, track);
    }
    watching.showDirect(shown);
    const diverted = this.#divertedOf(state);
    stats.follow(
      this.#link.isConnected ? directSide(this.#link, state, diverted, [...shown.keys()]) : null,
    );
    const isOn = this.#mayUse && isAllDirect(state, diverted, shown);
    if (isOn !== state.direct.isOn) store.setState(({ direct }) => ({ direct: { ...direct, isOn } }));
  }

  /** The SFU hears nobody; what it says of that is put right. */
  #hear(table: StatsTable): void {
    const { store } = this.#parts;
    const { direct, selfId, speakers, publications } = store.getState();
    if (!direct.isOn || selfId === null) return;
    const { own, other } = levelsOf(table, this.#link.mid('microphone'));
    const levels = new Map([
      [selfId, own],
      [this.pair.peerId, other],
    ]);
    for (const { peerId, source, isPaused } of Object.values(publications)) {
      if (source === 'microphone' && isPaused) levels.delete(peerId);
    }
    const now = this.#whoSpeaks.look(levels, performance.now());
    if (now.join() !== speakers.join()) store.setState({ speakers: now });
  }
}
