import type { HealthReport, TroubleKind, TroublePlace } from '@parley/protocol/health';
import type { Publication } from '@parley/protocol/media';
import type { Forwarding } from './Forwarding.ts';
import { judgePair, type Sent, type Verdict } from './judgePair.ts';
import { Speaking } from './Speaking.ts';
import { Watch } from './Watch.ts';

/** The room as it is at the moment of judging. */
export type HealthFacts = {
  readonly publications: readonly Publication[];
  /** Those whose signalling is alive: of others nothing is known, and their tile says so already. */
  readonly presentIds: ReadonlySet<string>;
};

/** Something that somebody sends and somebody does not get. Times are epoch ms. */
export type Finding = {
  readonly kind: TroubleKind;
  readonly place: TroublePlace;
  readonly publication: Publication;
  /** Null is everybody. */
  readonly receiverId: string | null;
  readonly since: number;
  /** As it was when the SFU was last asked. */
  readonly forwarding: Forwarding | undefined;
  /** Nothing at all arrives at this receiver. */
  readonly isWholeDownlink: boolean;
};

export type Suspicion = { readonly receiverId: string; readonly publicationId: string };

/** A report tells of its moment; a client that stopped telling is not known to be well or ill. */
const FRESH_MS = 5_000;
/** After joining, unmuting, coming back: this long nobody complains. */
const SETTLING_MS = 1_500;
/** What a receiver gets at least every so often when its network carries anything at all. */
const FLOWING_MS = 900;

/**
 * Hears what each peer sends and gets, compares both ends, and says who does not get whom, why and
 * where. Pure: time and the room come in with each call, in epoch ms.
 */
export class HealthJudge {
  /** By publication. */
  readonly #sent = new Map<string, Sent>();
  /** By receiver, then by publication. */
  readonly #watches = new Map<string, Map<string, Watch>>();
  readonly #speaking = new Speaking();
  /** Since when each publication is as it is now: paused or not, carried by this stream. */
  readonly #settled = new Map<string, { isPaused: boolean; revision: number; since: number }>();
  readonly #presentSince = new Map<string, number>();
  #findings = new Map<string, Finding>();

  take(peerId: string, { spanMs, sent, received }: HealthReport, now: number): void {
    for (const report of sent) this.#sent.set(report.publicationId, { report, spanMs, at: now });
    const before = this.#watches.get(peerId);
    const watches = new Map<string, Watch>();
    for (const report of received) {
      const watch = before?.get(report.publicationId) ?? new Watch(report, spanMs, now);
      watch.take(report, spanMs, now);
      watches.set(report.publicationId, watch);
    }
    this.#watches.set(peerId, watches);
  }

  /** Who is heard by the SFU from now on. */
  heard(peerIds: readonly string[], now: number): void {
    this.#speaking.heard(peerIds, now);
  }

  inspected(
    { receiverId, publicationId }: Suspicion,
    forwarding: Forwarding | undefined,
    now: number,
  ): void {
    this.#watches.get(receiverId)?.get(publicationId)?.inspected(forwarding, now);
  }

  forget(peerId: string): void {
    this.#watches.delete(peerId);
    this.#speaking.forget(peerId);
    this.#presentSince.delete(peerId);
  }

  /** @returns what is wrong, and what the SFU should be asked before anything is said */
  judge(facts: HealthFacts, now: number): { findings: Finding[]; suspicions: Suspicion[] } {
    this.#note(facts, now);
    const suspicions: Suspicion[] = [];
    const found = new Map<string, Finding>();
    const flowing = new Set<string>();
    for (const publication of facts.publications) {
      const { publicationId } = publication;
      if (!this.#isSettled(publication, now)) continue;
      const own = this.#ownFault(publication, now);
      if (own) {
        found.set(keyOf(publicationId, null), own);
        continue;
      }
      for (const [receiverId, watch] of this.#watching(publicationId, facts, now)) {
        const verdict = this.#judge(publication, watch, now);
        if (verdict.is === 'flowing') flowing.add(keyOf(publicationId, receiverId));
        if (verdict.is === 'suspicious' || verdict.is === 'trouble') {
          suspicions.push({ receiverId, publicationId });
        }
        if (verdict.is !== 'trouble') continue;
        const forWhom = verdict.isForAll ? null : receiverId;
        found.set(keyOf(publicationId, forWhom), {
          kind: verdict.kind,
          place: verdict.place,
          publication,
          receiverId: forWhom,
          since: now,
          forwarding: watch.forwarding,
          isWholeDownlink: this.#isWholeDownlink(receiverId, now),
        });
      }
    }
    this.#findings = this.#merge(found, flowing, facts, now);
    return { findings: [...this.#findings.values()], suspicions };
  }

  #judge(publication: Publication, watch: Watch, now: number): Verdict {
    const verdict = judgePair(
      {
        publication,
        watch,
        sent: this.#freshSent(publication.publicationId, now),
        speakingSince: this.#speaking.since(publication.peerId, now),
      },
      now,
    );
    if (verdict.is === 'flowing') watch.calm();
    return verdict;
  }

  /** What the sender's own browser says about its device. */
  #ownFault(publication: Publication, now: number): Finding | undefined {
    const fault = this.#freshSent(publication.publicationId, now)?.report.fault;
    if (fault === undefined) return undefined;
    return {
      kind: fault,
      place: 'sender',
      publication,
      receiverId: null,
      since: now,
      forwarding: undefined,
      isWholeDownlink: false,
    };
  }

  /** Trouble stays until it is known to be over; one that was there keeps the time of its beginning. */
  #merge(
    found: ReadonlyMap<string, Finding>,
    flowing: ReadonlySet<string>,
    facts: HealthFacts,
    now: number,
  ): Map<string, Finding> {
    const merged = new Map<string, Finding>();
    for (const [key, finding] of found) {
      merged.set(key, { ...finding, since: this.#findings.get(key)?.since ?? now });
    }
    for (const [key, finding] of this.#findings) {
      if (merged.has(key)) continue;
      const { publicationId } = finding.publication;
      const publication = facts.publications.find((one) => one.publicationId === publicationId);
      if (!publication || publication.isPaused || !facts.presentIds.has(publication.peerId)) continue;
      if (this.#isOpen(finding, flowing, facts, now)) merged.set(key, { ...finding, publication });
    }
    // What nobody gets is told once.
    return new Map(
      [...merged].filter(
        ([, { publication, receiverId }]) =>
          receiverId === null || !merged.has(keyOf(publication.publicationId, null)),
      ),
    );
  }

  /** Whether nothing says that it is over: what was mended may take a moment to flow. */
  #isOpen(
    { publication, receiverId, place, kind }: Finding,
    flowing: ReadonlySet<string>,
    facts: HealthFacts,
    now: number,
  ): boolean {
    const { publicationId } = publication;
    if (receiverId !== null) {
      const watch = this.#watches.get(receiverId)?.get(publicationId);
      return (
        facts.presentIds.has(receiverId) &&
        watch !== undefined &&
        now - watch.reportedAt <= FRESH_MS &&
        !flowing.has(keyOf(publicationId, receiverId))
      );
    }
    // The sender has said that its device is well again.
    if (place === 'sender' && kind !== 'no-packets' && this.#freshSent(publicationId, now)) return false;
    const watching = this.#watching(publicationId, facts, now);
    return (
      watching.length > 0 &&
      !watching.some(([watcherId]) => flowing.has(keyOf(publicationId, watcherId)))
    );
  }

  #watching(publicationId: string, facts: HealthFacts, now: number): [string, Watch][] {
    return [...this.#watches].flatMap(([receiverId, watches]): [string, Watch][] => {
      const watch = watches.get(publicationId);
      const presentSince = this.#presentSince.get(receiverId);
      if (!watch || now - watch.reportedAt > FRESH_MS || !facts.presentIds.has(receiverId)) return [];
      return presentSince !== undefined && now - presentSince >= SETTLING_MS
        ? [[receiverId, watch]]
        : [];
    });
  }

  #isWholeDownlink(receiverId: string, now: number): boolean {
    const watches = [...(this.#watches.get(receiverId)?.values() ?? [])];
    return watches.every(
      ({ report, reportedAt }) => now - reportedAt > FRESH_MS || report.stalledMs >= FLOWING_MS,
    );
  }

  #freshSent(publicationId: string, now: number): Sent | undefined {
    const sent = this.#sent.get(publicationId);
    return sent && now - sent.at <= FRESH_MS ? sent : undefined;
  }

  #isSettled({ publicationId, isPaused, peerId }: Publication, now: number): boolean {
    const since = Math.max(
      this.#settled.get(publicationId)?.since ?? now,
      this.#presentSince.get(peerId) ?? now,
    );
    return !isPaused && now - since >= SETTLING_MS;
  }

  #note({ publications, presentIds }: HealthFacts, now: number): void {
    for (const peerId of presentIds) {
      if (!this.#presentSince.has(peerId)) this.#presentSince.set(peerId, now);
    }
    for (const peerId of this.#presentSince.keys()) {
      if (!presentIds.has(peerId)) this.#presentSince.delete(peerId);
    }
    const ids = new Set(publications.map(({ publicationId }) => publicationId));
    for (const publicationId of this.#settled.keys()) {
      if (ids.has(publicationId)) continue;
      this.#settled.delete(publicationId);
      this.#sent.delete(publicationId);
    }
    for (const { publicationId, isPaused, revision } of publications) {
      const known = this.#settled.get(publicationId);
      if (known?.isPaused === isPaused && known.revision === revision) continue;
      this.#settled.set(publicationId, { isPaused, revision, since: now });
      // What was reported before is of another state of it.
      this.#sent.delete(publicationId);
    }
  }
}

function keyOf(publicationId: string, receiverId: string | null): string {
  return `${publicationId} ${receiverId ?? '*'}`;
}
