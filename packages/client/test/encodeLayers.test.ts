import { expect, test } from 'vitest';
import { encodeLayers } from '../src/media/encodeLayers.ts';
import { layersWithin } from '../src/media/layersWithin.ts';

const CAMERA = [150_000, 500_000, 1_700_000];
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** What one stream of three layers is told to encode. */
function inOne(layers: number, bitrate = NO_LIMIT) {
  const encoding = { active: true };
  encodeLayers([encoding], layersWithin(CAMERA, layers, bitrate));
  return encoding;
}

test('one stream has fewer layers when fewer are watched, for as many bits as these may take', () => {
  const all = { scalabilityMode: 'L3T3_KEY', scaleResolutionDownBy: 1, maxBitrate: 2_350_000 };
  expect(inOne(3)).toMatchObject(all);
  expect(inOne(2)).toMatchObject({
    scalabilityMode: 'L2T3_KEY',
    scaleResolutionDownBy: 2,
    maxBitrate: 650_000,
  });
  expect(inOne(1)).toMatchObject({
    scalabilityMode: 'L1T3',
    scaleResolutionDownBy: 4,
    maxBitrate: 150_000,
  });
});

test('one stream keeps to a limit with the layers that fit below it', () => {
  expect(inOne(3, 500_000)).toMatchObject({ scalabilityMode: 'L2T3_KEY', maxBitrate: 500_000 });
  expect(inOne(3, 100_000)).toMatchObject({ scalabilityMode: 'L1T3', maxBitrate: 100_000 });
});

test('streams of their own are switched on and off', () => {
  const encodings = CAMERA.map(() => ({ active: true }));
  encodeLayers(encodings, layersWithin(CAMERA, 2, NO_LIMIT));
  expect(encodings).toEqual([
    { active: true, maxBitrate: 150_000 },
    { active: true, maxBitrate: 500_000 },
    { active: false, maxBitrate: 1_700_000 },
  ]);
});

test('a picture of one layer is left as it is', () => {
  const encoding = { active: true };
  encodeLayers([encoding], layersWithin([3_000_000], 1, NO_LIMIT));
  expect(encoding).toEqual({ active: true, maxBitrate: 3_000_000 });
});
