import { describe, expect, test } from 'vitest';
import { layersFor, spatialLayerFor } from '../../src/media/mediasoup/layers.ts';

const SIMULCAST = [
  { scaleResolutionDownBy: 4 },
  { scaleResolutionDownBy: 2 },
  { scaleResolutionDownBy: 1 },
];

describe('the layer for a place of a certain size', () => {
  test.each([
    [160, 90, 0],
    [320, 180, 0],
    // A little larger than the picture is not worth the next one.
    [400, 225, 0],
    [401, 225, 1],
    [640, 360, 1],
    [801, 360, 2],
    [1280, 720, 2],
    [3840, 2160, 2],
    // A tall place needs the height.
    [200, 450, 1],
    [200, 451, 2],
  ])('%d x %d of a camera: %d', (width, height, layer) => {
    expect(spatialLayerFor('camera', SIMULCAST, { width, height })).toBe(layer);
    // Told nothing, simulcast is taken to halve.
    expect(spatialLayerFor('camera', [{}, {}, {}], { width, height })).toBe(layer);
    // One stream with three layers in it.
    expect(spatialLayerFor('camera', [{ scalabilityMode: 'L3T3_KEY' }], { width, height })).toBe(layer);
  });

  test('scales that do not halve are believed', () => {
    const encodings = [{ scaleResolutionDownBy: 3 }, { scaleResolutionDownBy: 1 }];
    expect(spatialLayerFor('camera', encodings, { width: 500, height: 290 })).toBe(0);
    expect(spatialLayerFor('camera', encodings, { width: 640, height: 360 })).toBe(1);
  });

  test('a shared screen is sent in full to anything but a thumbnail', () => {
    const encodings = [{ scaleResolutionDownBy: 2 }, { scaleResolutionDownBy: 1 }];
    expect(spatialLayerFor('screen', encodings, { width: 320, height: 180 })).toBe(0);
    expect(spatialLayerFor('screen', encodings, { width: 1200, height: 700 })).toBe(1);
  });

  test('of two layers that are as large as each other the one with more bits goes to anything but a thumbnail', () => {
    const encodings = [{ scaleResolutionDownBy: 1 }, { scaleResolutionDownBy: 1 }];
    expect(spatialLayerFor('screen', encodings, { width: 320, height: 180 })).toBe(0);
    expect(spatialLayerFor('screen', encodings, { width: 1100, height: 600 })).toBe(1);
  });

  test('without a size it is the largest; with one layer, that one', () => {
    expect(spatialLayerFor('camera', SIMULCAST, undefined)).toBe(2);
    expect(spatialLayerFor('camera', [{}], { width: 10, height: 10 })).toBe(0);
    expect(spatialLayerFor('camera', [{ scalabilityMode: 'L1T3' }], { width: 10, height: 10 })).toBe(0);
  });
});

describe('the layers for a place among others', () => {
  const layered = SIMULCAST.map((encoding) => ({ ...encoding, scalabilityMode: 'L1T3' }));
  const size = { width: 640, height: 360 };

  test.each([
    [
      { isSmallest: false, halvings: 0 },
      { spatialLayer: 1, temporalLayer: 2 },
    ],
    [
      { isSmallest: false, halvings: 1 },
      { spatialLayer: 1, temporalLayer: 1 },
    ],
    [
      { isSmallest: true, halvings: 1 },
      { spatialLayer: 0, temporalLayer: 1 },
    ],
    [
      { isSmallest: true, halvings: 2 },
      { spatialLayer: 0, temporalLayer: 0 },
    ],
  ])('with the share %o: %o', (share, layers) => {
    expect(layersFor('camera', layered, size, share)).toEqual(layers);
  });

  test('never less than one temporal layer, and with SVC those of the one stream', () => {
    const share = { isSmallest: true, halvings: 2 };
    const lowest = { spatialLayer: 0, temporalLayer: 0 };
    expect(layersFor('camera', SIMULCAST, size, share)).toEqual(lowest);
    expect(layersFor('camera', [{ scalabilityMode: 'L1T2' }], size, share)).toEqual(lowest);
    expect(layersFor('camera', [{ scalabilityMode: 'L3T3_KEY' }], size, share)).toEqual(lowest);
  });
});
