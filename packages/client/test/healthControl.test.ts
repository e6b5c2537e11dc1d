import type { HealthHeal } from '@parley/protocol/health';
import { expect, it, vi } from 'vitest';
import type { MediaSample } from '../src/media/stats/MediaSample.ts';
import { HealthControl } from '../src/session/health/HealthControl.ts';
import { createCallStore } from '../src/session/store/createCallStore.ts';
import { sample } from './quality/samples.ts';
import { recordingLog } from './support/recordingLog.ts';

/** Health of somebody whose connections are looked at by hand. */
function looking() {
  const listeners = new Set<(look: MediaSample) => void>();
  const subscribe = vi.fn((listener: (look: MediaSample) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });
  const restartIce = vi.fn();
  const health = new HealthControl({
    store: createCallStore('lab'),
    signaling: { tell: () => {} },
    stats: { subscribe },
    remedies: { rewatch: () => {}, restartIce, rebuild: () => {}, recapture: () => {} },
    page: undefined,
    log: recordingLog(),
  });
  return { health, listeners, subscribe, restartIce };
}

const heal: HealthHeal = { step: 'restart-ice', direction: 'receive' };

it('is looked after from the call on, once, also in another place of the same call', async () => {
  const { health, listeners, subscribe, restartIce } = looking();
  health.take({ name: 'health:heal', data: heal });
  expect(restartIce).not.toHaveBeenCalled();
  health.entered();
  health.entered();
  await vi.waitFor(() => expect(listeners.size).toBe(1));
  health.entered();
  await vi.dynamicImportSettled();
  expect(subscribe).toHaveBeenCalledOnce();
  for (const listener of listeners) listener(sample());
  health.take({ name: 'health:heal', data: heal });
  expect(restartIce).toHaveBeenCalledOnce();
});

it('ends with the call, and begins no more for whoever left before it was there', async () => {
  const { health, listeners, subscribe, restartIce } = looking();
  health.entered();
  await vi.waitFor(() => expect(listeners.size).toBe(1));
  health.close();
  expect(listeners.size).toBe(0);
  health.take({ name: 'health:heal', data: heal });
  expect(restartIce).not.toHaveBeenCalled();

  health.entered();
  health.close();
  await vi.dynamicImportSettled();
  expect(subscribe).toHaveBeenCalledOnce();
});
