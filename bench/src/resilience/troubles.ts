import { setTimeout as pause } from 'node:timers/promises';
import { Parley } from './Parley.ts';
import type { ParleyListener } from './ParleyListener.ts';

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

/** Nothing is broken: three people for so long, and for half of it one of those who hum is muted. */
export async function countFalseAlarms(seconds: number): Promise<FalseAlarms> {
  const parley = new Parley();
  await parley.start();
  const listeners = await parley.join(3, true);
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
  for (const listener of listeners) await listener.leave();
  await parley.stop();
  return { seconds, count };
}
