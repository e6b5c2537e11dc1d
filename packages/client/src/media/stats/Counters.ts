import type { Stat } from './StatsTable.ts';

/** Totals, of which the difference between two looks is wanted. */
type CounterName = {
  [Name in keyof Stat]-?: NonNullable<Stat[Name]> extends number ? Name : never;
}[keyof Stat];

/**
 * Turns the totals of each look into what came since the look before. A stream that is new, or that
 * began anew under the same id, counts from 0.
 */
export class Counters {
  #before = new Map<string, Stat>();
  #now = new Map<string, Stat>();

  /** Undefined when the browser does not count this. */
  since(stat: Stat | undefined, name: CounterName): number | undefined {
    const total = stat?.[name];
    if (stat === undefined || total === undefined) return undefined;
    this.#now.set(stat.id, stat);
    const before = this.#before.get(stat.id);
    const earlier = before?.ssrc === stat.ssrc ? (before?.[name] ?? 0) : 0;
    return total >= earlier ? total - earlier : total;
  }

  /** This look is over; streams that were not in it are forgotten. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}
