import type { StatsTable } from '../media/stats/StatsTable.ts';

/** Full scale is 1. Speech is far above, breath and fans are below. */
const AUDIBLE = 0.01;
/** Between two words. */
const PAUSE_MS = 600;

/**
 * Who of two is speaking, by the levels that the browser measures: what does not pass through the SFU, it
 * cannot hear.
 */
export class WhoSpeaks {
  readonly #heardAt = new Map<string, number>();

  /** @param levels by peer, 0 to 1. @returns those who are heard now, the loudest first */
  look(levels: ReadonlyMap<string, number>, now: number): string[] {
    for (const [peerId, level] of levels) if (level >= AUDIBLE) this.#heardAt.set(peerId, now);
    return [...levels]
      .filter(([peerId]) => now - (this.#heardAt.get(peerId) ?? Number.NEGATIVE_INFINITY) <= PAUSE_MS)
      .sort(([, a], [, b]) => b - a)
      .map(([peerId]) => peerId);
  }
}

/** How loud the microphone in this section is, that of the other person and one's own. */
export function levelsOf(table: StatsTable, mid: string | undefined): { own: number; other: number } {
  const sent = table.all('outbound-rtp').find((stat) => stat.mid === mid);
  const received = table.all('inbound-rtp').find((stat) => stat.mid === mid);
  return { own: table.get(sent?.mediaSourceId)?.audioLevel ?? 0, other: received?.audioLevel ?? 0 };
}
