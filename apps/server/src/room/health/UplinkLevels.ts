import type { HealthReport, UplinkLevel } from '@parley/protocol/health';

const ORDER: readonly UplinkLevel[] = ['good', 'fair', 'poor'];
/** Reports in a row that must agree before a level is told: a single lost second is no news. */
const TO_WORSE = 2;
const TO_BETTER = 3;

/** How well each peer's media arrives, without every flicker. */
export class UplinkLevels {
  readonly #levels = new Map<string, { level: UplinkLevel; next: UplinkLevel; times: number }>();

  /** @returns the level when it became another one */
  take(peerId: string, uplink: NonNullable<HealthReport['uplink']>): UplinkLevel | undefined {
    const known = this.#levels.get(peerId) ?? { level: 'good', next: 'good', times: 0 };
    this.#levels.set(peerId, known);
    const seen = levelOf(uplink);
    known.times = seen === known.next ? known.times + 1 : 1;
    known.next = seen;
    const isWorse = ORDER.indexOf(seen) > ORDER.indexOf(known.level);
    if (seen === known.level || known.times < (isWorse ? TO_WORSE : TO_BETTER)) return undefined;
    known.level = seen;
    return seen;
  }

  of(peerId: string): UplinkLevel {
    return this.#levels.get(peerId)?.level ?? 'good';
  }

  /** Those who are not `good`. */
  notable(): { peerId: string; uplink: UplinkLevel }[] {
    return [...this.#levels]
      .filter(([, { level }]) => level !== 'good')
      .map(([peerId, { level }]) => ({ peerId, uplink: level }));
  }

  forget(peerId: string): void {
    this.#levels.delete(peerId);
  }
}

/** Where speech begins to suffer (ITU-T G.114 for the delay, halved: it is a round trip). */
function levelOf({ loss, roundTripMs }: NonNullable<HealthReport['uplink']>): UplinkLevel {
  if (loss > 0.1 || roundTripMs > 800) return 'poor';
  return loss > 0.03 || roundTripMs > 400 ? 'fair' : 'good';
}
