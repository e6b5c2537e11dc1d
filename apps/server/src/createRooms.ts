import { randomInt } from 'node:crypto';
import { Calls, type CallsSetup } from './calls/Calls.ts';
import { DoorKeeper, type DoorKeeperSetup } from './calls/DoorKeeper.ts';
import { type CallCodeBudgets, CallCodes } from './codes/CallCodes.ts';
import { KeptRooms } from './keptRooms/KeptRooms.ts';
import { RoomVisits } from './keptRooms/RoomVisits.ts';
import type { InCall } from './people/InCall.ts';
import type { People } from './people/People.ts';
import type { Storage } from './storage/Storage.ts';

type Setup = Omit<CallsSetup, 'onLeft'> & {
  storage: Storage;
  people: People;
  inCall: InCall;
  callCodeBudgets: CallCodeBudgets;
  announceDoors: DoorKeeperSetup['tell'];
  /** Called when rooms were forgotten, with what was said there. */
  forgotten: () => void;
};

/** All that has to do with rooms: the calls in them, who gets in, how one is found by a code, what is kept of them. */
export function createRooms(setup: Setup): {
  visits: RoomVisits;
  calls: Calls;
  doorKeeper: DoorKeeper;
  keptRooms: KeptRooms;
  callCodes: CallCodes;
} {
  const { storage, inCall, now, log } = setup;
  const visits = new RoomVisits({ storage, now, log });
  const calls = new Calls({
    ...setup,
    onLeft: (peerId) => {
      inCall.left(peerId);
      visits.left(peerId);
    },
  });
  const doorKeeper = new DoorKeeper({ ...setup, calls, tell: setup.announceDoors });
  const keptRooms = new KeptRooms({ ...setup, calls, visits });
  const callCodes = new CallCodes({
    ...setup,
    repository: storage.callCodes,
    budgets: setup.callCodeBudgets,
    isOpen: (room) => calls.find(room) !== undefined,
    random: randomInt,
  });
  callCodes.removeExpired().catch((error) => {
    log.warn({ err: error }, 'codes that are no good any more were not removed');
  });
  return { visits, calls, doorKeeper, keptRooms, callCodes };
}
