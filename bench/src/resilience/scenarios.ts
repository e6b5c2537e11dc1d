import { setTimeout as pause } from 'node:timers/promises';
import type { PlainRoom } from '../../baseline/PlainRoom.ts';
import type { Contender, Listener } from './Contender.ts';
import { everybodyHears, type Heard } from './everybodyHears.ts';
import { Parley, type ParleyListener } from './Parley.ts';
import { watchTroubles } from './troubles.ts';

/** One thing that goes wrong, and how long people notice it. */
type Scenario = {
  readonly name: string;
  readonly peers: number;
  readonly contender: string;
  /** Each time on a server that was just started: one whose workers die again and again waits longer. */
  readonly isFresh: boolean;
  /** Once; undefined when it was not mended within half a minute. */
  readonly measure: () => Promise<Heard | undefined>;
};

/** Long enough for whatever the last event left behind to be over, and for a new one to be a new one. */
const BETWEEN_MS = 1_500;

const someone = (listeners: readonly Listener[]): Listener => {
  const last = listeners.at(-1);
  if (!last) throw new Error('nobody is in the room');
  return last;
};

type Break = (contender: Contender, listeners: readonly Listener[]) => Promise<void>;

/** What both are asked to bear. */
type Common = {
  readonly name: string;
  readonly peers: number;
  readonly breaks: Break;
  readonly countsFrom: 'break' | 'return';
  readonly isFresh?: boolean;
};
const COMMON: readonly Common[] = [
  {
    name: 'the socket of one of them is lost',
    peers: 3,
    countsFrom: 'break',
    breaks: (contender, listeners) => contender.cutSocket(someone(listeners)),
  },
  {
    name: 'the media worker is killed',
    peers: 3,
    countsFrom: 'break',
    isFresh: true,
    breaks: (contender) => contender.killWorker(),
  },
  ...[2, 10, 50].map((peers) => ({
    name: `the server is killed and started again, ${peers} people`,
    peers,
    countsFrom: 'return' as const,
    breaks: (contender: Contender) => contender.killServer(),
  })),
];

/** Faults that only Parley looks for: in a plain room they stay until somebody reloads. */
const HEALED: readonly {
  name: string;
  breaks: (parley: Parley, listener: Listener) => Promise<void>;
}[] = [
  {
    name: 'the SFU stops sending to one of them',
    breaks: (parley, listener) => parley.pauseConsumer(listener),
  },
  { name: 'the SFU stops taking in what somebody says', breaks: (parley) => parley.pauseProducer() },
  {
    name: "the SFU's side of a receiving transport ends",
    breaks: (parley, listener) => parley.closeTransport(listener, 'receive'),
  },
];

/** Everybody together, for one scenario or several; gone at the end. */
export type Gathering = { scenarios: readonly Scenario[]; end(): Promise<void> };

/** @param peers how many; scenarios of that size are what is gathered for */
export async function gather(contender: Parley | PlainRoom, peers: number): Promise<Gathering> {
  const common = COMMON.filter((one) => one.peers === peers);
  await contender.start();
  const listeners = await contender.join(peers);
  const scenario = (name: string, run: () => Promise<Heard | undefined>, isFresh = false): Scenario => ({
    name,
    isFresh,
    peers,
    contender: contender.name,
    async measure() {
      const heard = await run();
      await pause(BETWEEN_MS);
      return heard;
    },
  });
  const scenarios = common.map(({ name, breaks, countsFrom, isFresh }) =>
    scenario(
      name,
      async () => {
        const brokenAt = performance.now();
        await breaks(contender, listeners);
        const since = countsFrom === 'break' ? brokenAt : performance.now();
        return everybodyHears(listeners, { since });
      },
      isFresh,
    ),
  );
  if (contender instanceof Parley && peers === 3) {
    scenarios.push(
      scenario('the socket of one of them is lost, until it is the same peer again', async () => {
        const since = performance.now();
        const backMs = await contender.cutSocketAndReturn(someone(listeners) as ParleyListener);
        const heard = await everybodyHears(listeners, { since });
        return heard && { ...heard, backMs };
      }),
    );
    for (const { name, breaks } of HEALED) {
      scenarios.push(
        scenario(name, async () => {
          const troubles = watchTroubles(listeners as ParleyListener[]);
          const since = performance.now();
          await breaks(contender, someone(listeners));
          const heard = await everybodyHears(listeners, { since });
          troubles.stop();
          const foundAt = troubles.firstAt();
          return heard && { ...heard, foundMs: foundAt && foundAt - since };
        }),
      );
    }
  }
  return {
    scenarios,
    async end() {
      for (const listener of listeners) await listener.leave();
      await contender.stop();
    },
  };
}

export const SIZES: readonly number[] = [...new Set(COMMON.map(({ peers }) => peers))];
