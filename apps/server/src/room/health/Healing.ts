import { type Direction, KIND_OF_SOURCE, type Source } from '@parley/protocol/media';
import type { Finding } from './HealthJudge.ts';

/** One thing that may mend it, and who does it: the SFU for the first three, else the named peer. */
export type HealStep =
  | { readonly step: 'resume-producer'; readonly peerId: string; readonly publicationId: string }
  | { readonly step: 'resume-consumer'; readonly peerId: string; readonly publicationId: string }
  | { readonly step: 'key-frame'; readonly peerId: string; readonly publicationId: string }
  | { readonly step: 'rewatch'; readonly peerId: string; readonly publicationId: string }
  | { readonly step: 'restart-ice'; readonly peerId: string; readonly direction: Direction }
  | { readonly step: 'rebuild'; readonly peerId: string }
  | { readonly step: 'recapture'; readonly peerId: string; readonly source: Source };
export type HealStepName = HealStep['step'];

/** How long a step is given to show an effect, in milliseconds: two reports of whom it concerns at least. */
const PATIENCE_MS: Readonly<Record<HealStepName, number>> = {
  'resume-producer': 2_000,
  'resume-consumer': 2_000,
  'key-frame': 4_000,
  rewatch: 3_000,
  'restart-ice': 5_000,
  rebuild: 10_000,
  recapture: 5_000,
};
/** When all steps were in vain they are tried again after this. */
const PAUSE_MS = 60_000;
/** Trouble that comes back within this time was not mended: the next larger step is due. */
const RELAPSE_MS = 15_000;

type Course = { tried: Set<string>; waitUntil: number; lastSeenAt: number; isOver: boolean };

/** Which step is due for which trouble: the smallest one that was not tried yet. Times are epoch ms. */
export class Healing {
  readonly #courses = new Map<string, Course>();
  /** Steps that mend a whole peer, and until when they are under way, whoever they were begun for. */
  readonly #underWay = new Map<string, number>();

  /** @returns what is to be done now; it counts as tried */
  due(findings: readonly Finding[], now: number): { finding: Finding; step: HealStep }[] {
    this.#forget(now);
    this.#noteOver(findings);
    return findings.flatMap((finding) => {
      const course = this.#courseOf(finding, now);
      // A step that has helped needs no more time. The pause after all steps stays.
      if (course.isOver && course.tried.size > 0) course.waitUntil = now;
      course.isOver = false;
      course.lastSeenAt = now;
      if (now < course.waitUntil) return [];
      const step = stepsFor(finding).find((one) => !course.tried.has(nameOf(one)));
      if (!step) {
        course.tried.clear();
        course.waitUntil = now + PAUSE_MS;
        return [];
      }
      const name = nameOf(step);
      const patienceMs = PATIENCE_MS[step.step];
      course.tried.add(name);
      course.waitUntil = now + patienceMs;
      if ((this.#underWay.get(name) ?? 0) > now) return [];
      this.#underWay.set(name, now + patienceMs);
      return [{ finding, step }];
    });
  }

  /** False when nothing is to be hoped for before a pause is over, or when only a person can help. */
  isHealing(finding: Finding, now: number): boolean {
    const steps = stepsFor(finding);
    const course = this.#courses.get(keyOf(finding));
    if (steps.length === 0) return false;
    return course === undefined || course.tried.size > 0 || now >= course.waitUntil;
  }

  #courseOf(finding: Finding, now: number): Course {
    const key = keyOf(finding);
    const fresh = { tried: new Set<string>(), waitUntil: now, lastSeenAt: now, isOver: false };
    const course = this.#courses.get(key) ?? fresh;
    this.#courses.set(key, course);
    return course;
  }

  /** Whose trouble is gone waits for nothing; what was under way for it may be asked for by another. */
  #noteOver(findings: readonly Finding[]): void {
    const open = new Set(findings.map(keyOf));
    for (const [key, course] of this.#courses) {
      if (open.has(key) || course.isOver) continue;
      course.isOver = true;
      for (const name of course.tried) this.#underWay.delete(name);
    }
  }

  #forget(now: number): void {
    for (const [key, { lastSeenAt }] of this.#courses) {
      if (now - lastSeenAt > RELAPSE_MS) this.#courses.delete(key);
    }
    for (const [name, until] of this.#underWay) if (until <= now) this.#underWay.delete(name);
  }
}

/** From the smallest to the largest. */
function stepsFor(finding: Finding): HealStep[] {
  const { publication, receiverId } = finding;
  return receiverId === null ? forSender(finding) : forReceiver(finding, receiverId, publication);
}

function forSender({ kind, place, publication }: Finding): HealStep[] {
  const { peerId, publicationId, source } = publication;
  const restart: HealStep = { step: 'restart-ice', peerId, direction: 'send' };
  const rebuild: HealStep = { step: 'rebuild', peerId };
  if (place === 'sfu') return [{ step: 'resume-producer', peerId, publicationId }, rebuild];
  if (place === 'uplink') return [restart, rebuild];
  // What the system has muted, the system gives back.
  if (kind === 'muted-by-system') return [];
  // A screen can only be chosen anew by its person.
  const isDevice = source === 'microphone' || source === 'camera';
  const recapture: HealStep[] = isDevice ? [{ step: 'recapture', peerId, source }] : [];
  return kind === 'no-packets' ? [...recapture, restart, rebuild] : recapture;
}

function forReceiver(
  { place, forwarding, isWholeDownlink }: Finding,
  peerId: string,
  { publicationId, source }: Finding['publication'],
): HealStep[] {
  const isVideo = KIND_OF_SOURCE[source] === 'video';
  const keyFrame: HealStep[] = isVideo ? [{ step: 'key-frame', peerId, publicationId }] : [];
  const rewatch: HealStep = { step: 'rewatch', peerId, publicationId };
  const rebuild: HealStep = { step: 'rebuild', peerId };
  const again = [...keyFrame, rewatch];
  // A picture that fails while others arrive is not worth taking those away for a moment.
  const last = isVideo && !isWholeDownlink ? [] : [rebuild];
  if (place === 'sfu') {
    const resume: HealStep[] = forwarding?.consumer?.isPaused
      ? [{ step: 'resume-consumer', peerId, publicationId }]
      : [];
    // With its transport gone there is nothing to ask for again.
    return forwarding === undefined ? [rebuild] : [...resume, ...again, ...last];
  }
  // A picture that does not fit comes back by itself as soon as it does.
  if (forwarding?.consumer?.isStarved) return [];
  if (place === 'downlink' && isWholeDownlink) {
    return [{ step: 'restart-ice', peerId, direction: 'receive' }, rebuild];
  }
  return place === 'downlink' ? again : [...again, ...last];
}

function nameOf(step: HealStep): string {
  return Object.values(step).join(' ');
}

function keyOf({ publication, receiverId }: Finding): string {
  return `${publication.publicationId} ${receiverId ?? '*'}`;
}
