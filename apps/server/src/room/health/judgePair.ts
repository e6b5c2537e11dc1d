import type { SentReport, TroubleKind, TroublePlace } from '@parley/protocol/health';
import { KIND_OF_SOURCE, type Publication } from '@parley/protocol/media';
import type { Watch } from './Watch.ts';

/** A report of a sender, and when it came. */
export type Sent = { readonly report: SentReport; readonly spanMs: number; readonly at: number };

/** Both ends of one way, and what the SFU between them does. */
export type Pair = {
  readonly publication: Publication;
  readonly watch: Watch;
  /** Undefined when the sender has said nothing (lately). */
  readonly sent: Sent | undefined;
  /** Since when the SFU hears the sender speak. */
  readonly speakingSince: number | undefined;
};

export type Verdict =
  | { readonly is: 'flowing' }
  /** Nothing can be said yet, or nothing has to be. */
  | { readonly is: 'unknown' }
  /** Something stands still: ask the SFU, and wait for the next report. */
  | { readonly is: 'suspicious' }
  | {
      readonly is: 'trouble';
      readonly kind: TroubleKind;
      readonly place: TroublePlace;
      /** Nobody gets it, whoever watches. */
      readonly isForAll: boolean;
    };

/** From here on the SFU is asked. Twice what passes between two packets of silence, and some loss. */
export const SUSPICIOUS_MS = 900;
/** Found in 3 s, of which a report can take one. */
const STALLED_MS = 1_700;
/** A camera that sends fewer frames a second is one on which nothing moves. */
const SLOW_FPS = 3;
/** Nobody misses a silent microphone; several of its few packets can be lost in a row. */
const SILENT_STALLED_MS = 4_500;
/** dB below full scale (RFC 6464): speech, and no fan or keyboard. */
export const VOICE_LEVEL = 50;
/** As RFC 6464 writes it. */
export const DIGITAL_SILENCE = 127;
/** How long sound may wait in the receiver's jitter buffer. */
const PLAYOUT_MS = 500;
const SHORTEST_SPAN_MS = 900;
/** Speech is a packet every 20 ms. Of a third of a span something would be heard; of what came at its end not yet. */
const FEWEST_SPOKEN_PER_MS = 1 / 20 / 3;

/**
 * Compares what one peer sends with what another gets of it.
 *
 * @param now epoch ms
 */
export function judgePair(pair: Pair, now: number): Verdict {
  const { report } = pair.watch;
  if (report.stalledMs < SUSPICIOUS_MS) {
    if (isUnheard(pair)) {
      return { is: 'trouble', kind: 'not-heard', place: 'receiver', isForAll: false };
    }
    return { is: report.packets > 0 ? 'flowing' : 'unknown' };
  }
  if (isStandingStill(pair)) return { is: 'unknown' };
  return contradiction(pair) ?? stall(pair, now) ?? { is: 'suspicious' };
}

/** Packets arrive and are nothing but zeros, in a time in which the SFU heard the sender speak. */
function isUnheard({ watch, publication, speakingSince }: Pair): boolean {
  if (publication.source !== 'microphone' || speakingSince === undefined) return false;
  const { report, spanMs, reportedAt } = watch;
  return (
    report.level === DIGITAL_SILENCE &&
    spanMs >= SHORTEST_SPAN_MS &&
    report.packets >= spanMs * FEWEST_SPOKEN_PER_MS &&
    reportedAt - spanMs >= speakingSince + PLAYOUT_MS
  );
}

/**
 * A picture on which nothing moves has nothing to send; only its sender can know. (A camera that stands
 * still although it should not is reported by its own browser.)
 */
function isStandingStill({ publication, sent, watch }: Pair): boolean {
  if (publication.source === 'camera') return sent !== undefined && isSlow(sent);
  if (publication.source !== 'screen') return false;
  const stalledSince = watch.reportedAt - watch.report.stalledMs;
  const isOfTheStall = sent !== undefined && sent.at - sent.spanMs >= stalledSince - SHORTEST_SPAN_MS;
  return !isOfTheStall || (sent.report.frames ?? 0) < 3;
}

/** Of a picture that stays the same browsers send one or two frames a second: pauses as long as a stall. */
function isSlow({ report, spanMs }: Sent): boolean {
  return report.frames !== undefined && report.frames * 1_000 < SLOW_FPS * spanMs;
}

/** The SFU does something else than the room's books say: no doubt, and no need to wait. */
function contradiction({ watch }: Pair): Verdict | undefined {
  const { forwarding } = watch;
  if (forwarding === undefined || watch.inspectedAt < watch.reportedAt - watch.report.stalledMs) return;
  const { producer, consumer } = forwarding;
  const sfu = { is: 'trouble', kind: 'no-packets', place: 'sfu' } as const;
  if (producer?.isPaused) return { ...sfu, isForAll: true };
  if (producer && (!consumer || (consumer.isPaused && consumer.shouldFlow))) {
    return { ...sfu, isForAll: false };
  }
  return;
}

function stall(pair: Pair, now: number): Verdict | undefined {
  const { publication, watch, sent } = pair;
  const { report, forwarding } = watch;
  const isVideo = KIND_OF_SOURCE[publication.source] === 'video';
  const isMissed = isVideo || isSpeaking(pair);
  if (report.stalledMs < (isMissed ? STALLED_MS : SILENT_STALLED_MS)) return;
  const [comesIn, goesOut] = [watch.comesIn(now), watch.goesOut(now)];
  if (comesIn && goesOut ? !watch.isOfSending : !watch.isInspected(now)) return;
  // Pictures come and cannot be decoded: the receiver waits for a key frame that does not come.
  const kind = isVideo && report.packets > 0 ? 'frozen' : 'no-packets';
  const trouble = { is: 'trouble', kind } as const;
  // Without a transport in the SFU there is no consumer either.
  if (forwarding === undefined) return { ...trouble, place: 'sfu', isForAll: false };
  if (!comesIn) {
    const isSent = sent === undefined || sent.report.packets > 0;
    return { ...trouble, place: isSent ? 'uplink' : 'sender', isForAll: true };
  }
  if (kind === 'frozen') return { ...trouble, place: 'receiver', isForAll: false };
  const isSfu = !goesOut && forwarding.consumer?.isStarved !== true;
  return { ...trouble, place: isSfu ? 'sfu' : 'downlink', isForAll: false };
}

function isSpeaking({ publication, sent, speakingSince }: Pair): boolean {
  if (publication.source !== 'microphone') return true;
  return speakingSince !== undefined || (sent?.report.level ?? DIGITAL_SILENCE) <= VOICE_LEVEL;
}
