import { describe, expect, it } from 'vitest';
import type { MediaSample } from '../../src/media/stats/MediaSample.ts';
import { limit } from '../../src/session/limits/limit.ts';
import { StrainWatch } from '../../src/session/limits/StrainWatch.ts';
import { isStrained, nextStrain, RELAXED, type StrainState } from '../../src/session/limits/strain.ts';
import { createCallStore } from '../../src/session/store/createCallStore.ts';
import { receivedSound, sample, sentSound } from '../quality/samples.ts';

const camera = { source: 'camera', kind: 'video', frames: 30, captured: 30 } as const;
const sending = (changed: Parameters<typeof sentSound>[1]) =>
  sample({ sent: [sentSound('camera', { ...camera, ...changed })] });
const receiving = (frames: number, dropped: number) =>
  sample({ received: [receivedSound('camera', { kind: 'video', frames, dropped })] });

describe('a machine is strained', () => {
  it.each<[string, MediaSample]>([
    ['when the browser says so', sending({ limitation: 'cpu' })],
    ['when it encodes less than half of what the camera delivers', sending({ frames: 14 })],
    ['when it decodes a picture too late', receiving(20, 10)],
    ['when the page is late', sample({ spanMs: 2_000 })],
  ])('%s', (_, look) => expect(isStrained(look)).toBe(true));

  it.each<[string, MediaSample]>([
    ['in an ordinary call', sending({})],
    ['when the network is what limits', sending({ limitation: 'bandwidth', frames: 8 })],
    ['when the camera itself is slow', sending({ frames: 3, captured: 8 })],
    ['by a screen on which little changes', sending({ source: 'screen', frames: 1 })],
    ['by a few late frames', receiving(28, 2)],
    ['when next to nothing was there to decode', receiving(1, 2)],
  ])('not %s', (_, look) => expect(isStrained(look)).toBe(false));

  it('as far as anybody knows neither in the first look nor after a sleep', () => {
    expect(isStrained(sample({ spanMs: 0 }))).toBeUndefined();
    expect(isStrained(sample({ spanMs: 60_000 }))).toBeUndefined();
  });
});

describe('pictures', () => {
  const after = (state: StrainState, strained: boolean | undefined, seconds: number) =>
    Array.from({ length: seconds }).reduce<StrainState>(
      (before) => nextStrain(before, strained, 1_000),
      state,
    );

  it('get smaller in two steps, and no smaller', () => {
    expect(after(RELAXED, true, 4).strain).toBe(0);
    expect(after(RELAXED, true, 5).strain).toBe(1);
    expect(after(RELAXED, true, 10).strain).toBe(2);
    expect(after(RELAXED, true, 100).strain).toBe(2);
  });

  it('stay as they are when it is only now and then', () => {
    let state = RELAXED;
    for (let i = 0; i < 20; i++) state = after(after(state, true, 2), false, 3);
    expect(state.strain).toBe(0);
  });

  it('get larger again step by step, when it has been well for a while', () => {
    const small = after(RELAXED, true, 10);
    expect(after(small, false, 19).strain).toBe(2);
    expect(after(small, false, 20).strain).toBe(1);
    expect(after(small, false, 40).strain).toBe(0);
    expect(after(after(after(small, false, 19), true, 1), false, 19).strain).toBe(2);
    // What cannot be seen is no sign of health.
    expect(after(after(after(small, false, 19), undefined, 1), false, 19).strain).toBe(2);
  });

  it('take longer to come back where they were too much', () => {
    const again = after(after(after(RELAXED, true, 5), false, 20), true, 5);
    expect(again.strain).toBe(1);
    expect(after(again, false, 39).strain).toBe(1);
    expect(after(again, false, 40).strain).toBe(0);
    let state = again;
    for (let i = 0; i < 10; i++) state = after(after(state, false, 300), true, 5);
    expect(after(state, false, 300).strain).toBe(0);
    // Long after, it is a new strain.
    const later = after(after(after(again, false, 40), false, 60), true, 5);
    expect(after(later, false, 20).strain).toBe(0);
  });
});

describe('the watch', () => {
  function watching() {
    const store = createCallStore('lab');
    const page = { visibilityState: 'visible' as DocumentVisibilityState };
    let listener: (look: MediaSample) => void = () => {};
    const subscribe = (told: (look: MediaSample) => void) => {
      listener = told;
      return () => {
        listener = () => {};
      };
    };
    const watch = new StrainWatch({ store, stats: { subscribe }, page });
    let takenAt = 0;
    const strainedFor = (seconds: number) => {
      for (let i = 0; i < seconds; i++) {
        takenAt += 1_000;
        listener({ ...sending({ limitation: 'cpu' }), takenAt });
      }
    };
    return { store, page, watch, strainedFor, strain: () => store.getState().limits.strain };
  }

  it('writes what it finds, beside the other limit, and takes it back when it ends', () => {
    const { store, watch, strainedFor, strain } = watching();
    limit(store, { maxBitrate: 300_000 });
    strainedFor(10);
    expect(store.getState().limits).toEqual({ maxBitrate: 300_000, strain: 2 });
    watch.close();
    strainedFor(10);
    expect(strain()).toBe(0);
  });

  it('says nothing of a page that is hidden, or was a moment ago', () => {
    const { page, strainedFor, strain } = watching();
    page.visibilityState = 'hidden';
    strainedFor(10);
    page.visibilityState = 'visible';
    strainedFor(6);
    expect(strain()).toBe(0);
    strainedFor(3);
    expect(strain()).toBe(1);
  });
});
