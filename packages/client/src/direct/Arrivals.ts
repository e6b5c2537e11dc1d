import { KIND_OF_SOURCE, type Source } from '@parley/protocol/media';
import type { Stat, StatsTable } from '../media/stats/StatsTable.ts';

export type Arrival = {
  /** Any packet since the look before. */
  readonly arrived: boolean;
  /** Something that can be heard, or a picture that could be decoded. */
  readonly isShowable: boolean;
};

export const NOTHING: Arrival = { arrived: false, isShowable: false };

/** What came in on one connection since the look before. The first look at a stream says nothing yet. */
export class Arrivals {
  #before = new Map<string, Stat>();
  #now = new Map<string, Stat>();

  /** Each look begins with it. */
  look(table: StatsTable): void {
    this.#before = this.#now;
    this.#now = new Map(table.all('inbound-rtp').map((stat) => [stat.id, stat]));
  }

  /** It is not looked at for a while: what comes meanwhile shall not count later. */
  rest(): void {
    this.#now = new Map();
  }

  /** @param isIt which of the incoming streams it is */
  of(source: Source, isIt: (stat: Stat) => boolean): Arrival {
    const now = [...this.#now.values()].find(isIt);
    const before = now && this.#before.get(now.id);
    if (!now || !before || before.ssrc !== now.ssrc) return NOTHING;
    const arrived = (now.packetsReceived ?? 0) > (before.packetsReceived ?? 0);
    const isPicture = (now.framesDecoded ?? 0) > (before.framesDecoded ?? 0);
    return { arrived, isShowable: KIND_OF_SOURCE[source] === 'audio' ? arrived : isPicture };
  }
}
