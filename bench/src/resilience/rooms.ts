import { setTimeout as pause } from 'node:timers/promises';
import type { PlainRoom } from '../../baseline/PlainRoom.ts';
import type { Contender, Listener } from './Contender.ts';
import { everybodyHears, type Heard } from './everybodyHears.ts';
import { Parley } from './Parley.ts';
import type { Scenario, Stage } from './Stage.ts';
import { watchTroubles } from './troubles.ts';

/** Fifty decoders of video would be what is measured. */
const MOST_WITH_PICTURES = 3;

function last<Person extends Listener>(listeners: readonly Person[]): Person {
  const found = listeners.at(-1);
  if (!found) throw new Error('nobody is in the room');
  return found;
}

function stage<Person extends Listener>(
  contender: Pick<Contender, 'name' | 'start' | 'stop'> & {
    join(count: number, withPictures: boolean): Promise<Person[]>;
  },
  peers: number,
  scenarios: (listeners: readonly Person[]) => readonly Scenario[],
): Stage {
  return {
    contender: contender.name,
    async open() {
      await contender.start();
      const listeners = await contender.join(peers, peers <= MOST_WITH_PICTURES);
      return {
        scenarios: scenarios(listeners),
        async end() {
          for (const listener of listeners) await listener.leave();
          await contender.stop();
        },
      };
    },
  };
}

/** A room of three in which a socket or the media worker goes. */
export function smallRoom(contender: Parley | PlainRoom): Stage {
  return stage<Listener>(contender, 3, (listeners) => [
    {
      name: 'the socket of one of them is lost',
      measure: () => measured(listeners, last(listeners), (one) => contender.cutSocket(one)),
    },
    {
      name: 'the media worker is killed',
      isFresh: true,
      measure: () => measured(listeners, undefined, () => contender.killWorker()),
    },
  ]);
}

/** A room whose server is killed. It is counted from the moment at which the next one can be reached. */
export function roomWithoutServer(contender: Parley | PlainRoom, peers: number): Stage {
  return stage<Listener>(contender, peers, (listeners) => [
    {
      name: `the server is killed and started again, ${peers} people`,
      async measure() {
        await contender.killServer();
        return everybodyHears(listeners);
      },
    },
  ]);
}

/** A room of three in which a socket goes, until its peer is known to be back. */
export function returningPeer(): Stage {
  const parley = new Parley();
  return stage(parley, 3, (listeners) => [
    {
      name: 'the socket of one of them is lost, until it is the same peer again',
      async measure() {
        const since = performance.now();
        const victim = last(listeners);
        const backMs = await parley.cutSocketAndReturn(victim);
        const heard = await everybodyHears(listeners, { since, others: without(listeners, victim) });
        return heard && { ...heard, backMs };
      },
    },
  ]);
}

/** A fault that only Parley looks for: in a plain room it stays until somebody reloads. */
export type HiddenFault = {
  readonly name: string;
  /** It happens to the last of them alone. */
  readonly isOfOne: boolean;
  readonly breaks: (parley: Parley, listener: Listener) => Promise<void>;
};

export const HIDDEN_FAULTS = {
  pausedConsumer: {
    name: 'the SFU stops sending to one of them',
    isOfOne: true,
    breaks: (parley, listener) => parley.pauseConsumer(listener),
  },
  pausedProducer: {
    name: 'the SFU stops taking in what somebody says',
    isOfOne: false,
    breaks: (parley) => parley.pauseProducer(),
  },
  closedTransport: {
    name: "the SFU's side of a receiving transport ends",
    isOfOne: true,
    breaks: (parley, listener) => parley.closeTransport(listener, 'receive'),
  },
} as const satisfies Readonly<Record<string, HiddenFault>>;

/** Nobody complains in the first seconds of a call, in which everything is being built. */
const UNDER_WAY_MS = 5_000;

/** A room of three in which something breaks that has to be found first. */
export function watchedRoom({ name, isOfOne, breaks }: HiddenFault): Stage {
  const parley = new Parley();
  return stage(parley, 3, (listeners) => [
    {
      name,
      isFresh: true,
      async measure() {
        await pause(UNDER_WAY_MS);
        const victim = isOfOne ? last(listeners) : undefined;
        const troubles = watchTroubles(listeners);
        const since = performance.now();
        const heard = await measured(listeners, victim, (one) => breaks(parley, one));
        troubles.stop();
        const foundAt = troubles.firstAt();
        return heard && { ...heard, foundMs: foundAt && foundAt - since };
      },
    },
  ]);
}

/** @param victim whom it happens to; undefined is everybody */
async function measured(
  listeners: readonly Listener[],
  victim: Listener | undefined,
  breaks: (victim: Listener) => Promise<void>,
): Promise<Heard | undefined> {
  const since = performance.now();
  await breaks(victim ?? last(listeners));
  return everybodyHears(listeners, { since, others: without(listeners, victim) });
}

function without(listeners: readonly Listener[], victim: Listener | undefined): readonly Listener[] {
  return listeners.filter((one) => one !== victim);
}
