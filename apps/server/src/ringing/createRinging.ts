import type { BaseLogger } from 'pino';
import type { Timers } from '../calls/Timers.ts';
import type { People } from '../people/People.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { Storage } from '../storage/Storage.ts';
import { MissedCalls } from './MissedCalls.ts';
import { Ringing, type RingingSetup } from './Ringing.ts';
import { RingingTabs } from './RingingTabs.ts';
import { RingLimits } from './RingLimits.ts';
import { RingRooms, type RingRoomsSetup } from './RingRooms.ts';

type Setup = Pick<RingRoomsSetup, 'tokens' | 'isInUse' | 'forgotten' | 'random'> &
  Pick<RingingSetup, 'assertMayCall' | 'notify'> & {
    people: People;
    storage: Pick<Storage, 'missedCalls' | 'ringRooms'>;
    budgets: RateLimits['ring'];
    timers: Timers;
    now: () => number;
    log: BaseLogger;
  };

/** Direct calls: what rings, what was missed, and where those meet who were reached. */
export function createRinging({ storage, budgets, ...setup }: Setup): {
  ringing: Ringing;
  missedCalls: MissedCalls;
  ringRooms: RingRooms;
} {
  const tabs = new RingingTabs();
  const missedCalls = new MissedCalls({ ...setup, repository: storage.missedCalls, tabs });
  const ringRooms = new RingRooms({ ...setup, repository: storage.ringRooms });
  const ringing = new Ringing({
    ...setup,
    missed: missedCalls,
    rooms: ringRooms,
    tabs,
    limits: new RingLimits(budgets),
  });
  return { ringing, missedCalls, ringRooms };
}
