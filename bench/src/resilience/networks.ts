import type { HomeNetwork } from '../../../e2e/network/HomeNetwork.ts';
import { Street } from '../../../e2e/network/Street.ts';
import { type Kind, NAMES } from './Contender.ts';
import { everybodyHears } from './everybodyHears.ts';
import { Neighbourhood } from './Neighbourhood.ts';
import type { Stage } from './Stage.ts';

const CHANGES: readonly {
  readonly name: string;
  readonly isFresh?: boolean;
  readonly change: (home: HomeNetwork) => Promise<void>;
}[] = [
  { name: 'the router of one of them forgets its translations', change: (home) => home.forgetNat() },
  { name: 'one of them moves to another network', change: (home) => home.changeAddress() },
  // Whoever has found TCP stays there.
  { name: 'UDP stops for one of them, TCP goes on', isFresh: true, change: (home) => home.blockUdp() },
];

/** Two people in real networks, of which one changes. */
export function changingNetwork(kind: Kind): Stage {
  return {
    contender: NAMES[kind],
    async open() {
      const here = await Neighbourhood.build(kind);
      const listeners = await here.join();
      return {
        scenarios: CHANGES.map(({ name, isFresh = false, change }) => ({
          name,
          isFresh,
          async measure() {
            const since = performance.now();
            await change(here.home);
            return everybodyHears(listeners, { since, others: listeners.slice(0, 1) });
          },
        })),
        async end() {
          for (const listener of listeners) await listener.leave();
          await here.remove();
        },
      };
    },
  };
}

/** Undefined where networks can be made; else why not. It takes Linux, and root or unprivileged user namespaces. */
export async function whyNoNetworks(): Promise<string | undefined> {
  try {
    const street = await Street.build();
    await street.remove();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
