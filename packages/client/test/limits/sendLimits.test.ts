import type { Source } from '@parley/protocol/media';
import { describe, expect, it } from 'vitest';
import { largestWithin, layersWithin } from '../../src/media/layersWithin.ts';
import { sendLimits } from '../../src/session/limits/sendLimits.ts';

const CAMERA = [150_000, 500_000, 1_700_000];
const ALL = Number.POSITIVE_INFINITY;
const sum = (maxBitrates: readonly number[], layers: number, bitrate: number) =>
  layersWithin(maxBitrates, layers, bitrate)
    .filter(({ isActive }) => isActive)
    .reduce((total, { maxBitrate }) => total + maxBitrate, 0);
const active = (layers: number, bitrate: number) =>
  layersWithin(CAMERA, layers, bitrate).map(({ isActive }) => isActive);

describe('the layers of a picture', () => {
  it('are all encoded as they are made without a limit', () => {
    expect(layersWithin(CAMERA, ALL, ALL)).toEqual(
      CAMERA.map((maxBitrate) => ({ isActive: true, maxBitrate })),
    );
  });

  it('stay within the limit, the smallest first, and none gets less than half of what it needs', () => {
    for (const bitrate of [80_000, 150_000, 300_000, 450_000, 700_000, 2_000_000]) {
      expect(sum(CAMERA, ALL, bitrate)).toBeLessThanOrEqual(bitrate);
    }
    expect(active(ALL, 80_000)).toEqual([true, false, false]);
    expect(active(ALL, 390_000)).toEqual([true, false, false]);
    expect(active(ALL, 400_000)).toEqual([true, true, false]);
    // What is left of a layer that was left out is not given to a larger one.
    expect(active(ALL, 1_000_000)).toEqual([true, true, false]);
  });

  it('are no more than are asked for, and never none', () => {
    expect(active(2, ALL)).toEqual([true, true, false]);
    expect(active(0, ALL)).toEqual([true, false, false]);
  });
});

describe('the layers of letters', () => {
  const SCREEN = [400_000, 3_000_000];
  const sizes = (layers: number, bitrate: number) =>
    largestWithin(SCREEN, layers, bitrate).flatMap(({ isActive, maxBitrate }, index) =>
      isActive ? [[index, maxBitrate]] : [],
    );

  it('are the largest that is watched, however little there is for it', () => {
    expect(sizes(ALL, ALL)).toEqual([[1, 3_000_000]]);
    expect(sizes(ALL, 120_000)).toEqual([[1, 120_000]]);
    expect(sizes(1, 120_000)).toEqual([[0, 120_000]]);
    expect(sizes(0, ALL)).toEqual([[0, 400_000]]);
  });

  it('are the one there is, and none of a sound', () => {
    expect(largestWithin([3_000_000], ALL, 500_000)).toEqual([{ isActive: true, maxBitrate: 500_000 }]);
    expect(largestWithin([], ALL, 500_000)).toEqual([]);
  });
});

describe('what is sent', () => {
  const ordinary = { isInCrowd: false, isNarrow: false };
  const bitrates = (maxBitrate: number, ...published: Source[]) =>
    (['camera', 'screen'] as const).map(
      (source) =>
        sendLimits({ maxBitrate, strain: 0 }, ordinary)(source, new Set(published)).bitrate ?? ALL,
    );

  it('is not limited unless somebody asks for it', () => {
    expect(sendLimits({ maxBitrate: null, strain: 0 }, ordinary)('camera', new Set(['camera']))).toEqual(
      {
        layers: 3,
        bitrate: null,
        smallestBitrate: null,
        isLargestAlone: false,
      },
    );
  });

  it('is less of the smallest layer of a camera in a crowd', () => {
    const limits = sendLimits({ maxBitrate: null, strain: 0 }, { isInCrowd: true, isNarrow: false });
    const smallest = (source: Source) => limits(source, new Set([source])).smallestBitrate;
    expect([smallest('camera'), smallest('screen')]).toEqual([70_000, null]);
  });

  it('leaves room for a voice, and a screen gets more than the camera beside it', () => {
    const [camera = 0] = bitrates(300_000, 'camera', 'microphone');
    expect(camera).toBeLessThanOrEqual(240_000);
    const [beside = 0, screen = 0] = bitrates(300_000, 'camera', 'screen');
    expect(beside + screen).toBeLessThanOrEqual(240_000);
    expect(screen).toBeGreaterThan(beside);
    expect(bitrates(50_000, 'camera')[0]).toBe(30_000);
  });

  it('is a smaller camera under strain, and a screen that can be read', () => {
    const layers = (source: Source, strain: 1 | 2) =>
      sendLimits({ maxBitrate: null, strain }, ordinary)(source, new Set([source])).layers;
    expect([layers('camera', 1), layers('camera', 2)]).toEqual([2, 1]);
    expect(layers('screen', 2)).toBe(ALL);
  });

  it('is a screen in its full size alone where there is little, and a camera in its sizes', () => {
    const isLargestAlone = (source: Source, isNarrow: boolean, maxBitrate: number | null = null) =>
      sendLimits({ maxBitrate, strain: 0 }, { isInCrowd: false, isNarrow })(source, new Set([source]))
        .isLargestAlone;
    expect(isLargestAlone('screen', false)).toBe(false);
    expect(isLargestAlone('screen', true)).toBe(true);
    expect(isLargestAlone('screen', false, 300_000)).toBe(true);
    expect(isLargestAlone('camera', true, 300_000)).toBe(false);
  });
});
