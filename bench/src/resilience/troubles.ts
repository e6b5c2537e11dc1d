import { setTimeout as pause } from 'node:timers/promises';
import type { ParleyListener } from './Parley.ts';

/** Notes when any of them is first told of a trouble. */
export function watchTroubles(listeners: readonly ParleyListener[]): {
  firstAt(): number | undefined;
  stop(): void;
} {
  let firstAt: number | undefined;
  const stops = listeners.map(({ session }) =>
    session.store.subscribe(({ troubles }, before) => {
      if (troubles !== before.troubles && troubles.length > 0) firstAt ??= performance.now();
    }),
  );
  return {
    firstAt: () => firstAt,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

export type FalseAlarms = { readonly seconds: number; readonly count: number };

/** Nothing is broken: all is well, and half of the time one who hummed is muted. */
export async function countFalseAlarms(
  listeners: readonly ParleyListener[],
  seconds: number,
): Promise<FalseAlarms> {
  let count = 0;
  const stops = listeners.map(({ session }) =>
    session.store.subscribe(({ troubles }, before) => {
      if (troubles !== before.troubles) count += troubles.length;
    }),
  );
  await pause(seconds * 500);
  await listeners[0]?.session.setMicrophone(false);
  await pause(seconds * 500);
  for (const stop of stops) stop();
  return { seconds, count };
}
