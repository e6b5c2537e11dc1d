import { expect, it } from 'vitest';
import { byImportance } from '../../src/session/limits/byImportance.ts';
import { limitPictures } from '../../src/session/limits/limitPictures.ts';
import type { MediaLimits, Strain } from '../../src/session/limits/MediaLimits.ts';
import { aPublication } from '../support/roomState.ts';

const LARGE = { width: 1280, height: 720 };
const MEDIUM = { width: 640, height: 360 };
const SMALL = { width: 320, height: 180 };
const pictures = (count: number, size = LARGE) =>
  Array.from({ length: count }, (_, index) => ({ publicationId: `picture-${index}`, size }));
const limited = (count: number, maxBitrate: number | null, strain: Strain = 0) =>
  limitPictures(pictures(count), {}, { maxBitrate, strain });

it('leaves everything as it is without a limit', () => {
  expect(limited(9, null)).toEqual(pictures(9));
});

it.each([
  [150_000, 1],
  [300_000, 2],
  [600_000, 5],
])('shows at %i bit/s no more small pictures than move in it: %i', (maxBitrate, count) => {
  expect(limited(9, maxBitrate)).toEqual(pictures(count, SMALL));
});

it('gives one picture alone what there is', () => {
  expect(limited(1, 600_000)).toEqual(pictures(1, MEDIUM));
  expect(limited(1, 300_000)).toEqual(pictures(1, SMALL));
});

it('shows one picture however low the limit is, and never enlarges', () => {
  expect(limited(3, 50_000)).toEqual(pictures(1, SMALL));
  const tiny = pictures(1, { width: 80, height: 45 });
  expect(limitPictures(tiny, {}, { maxBitrate: 600_000, strain: 2 })).toEqual(tiny);
});

it('leaves a screen as large as it is shown under a low limit, and makes it smaller under strain', () => {
  const publications = { 'picture-0': aPublication('picture-0', 'peer-ann1', 'screen') };
  const withScreen = (limits: MediaLimits) => limitPictures(pictures(3), publications, limits);
  const [screen, ...cameras] = pictures(2);
  expect(withScreen({ maxBitrate: 300_000, strain: 0 })).toEqual([
    screen,
    ...cameras.map((camera) => ({ ...camera, size: SMALL })),
  ]);
  expect(withScreen({ maxBitrate: 300_000, strain: 1 })[0]?.size).toEqual(MEDIUM);
});

it('makes pictures smaller under strain, and then fewer', () => {
  expect(limited(9, null, 1)).toEqual(pictures(9, MEDIUM));
  expect(limited(9, null, 2)).toEqual(pictures(4, SMALL));
  expect(limited(9, 300_000, 2)).toEqual(pictures(2, SMALL));
});

it('puts screens first, then who spoke last, then the order of the layout', () => {
  const publications = Object.fromEntries(
    [
      aPublication('ann-camera', 'peer-ann1', 'camera'),
      aPublication('bob-camera', 'peer-bob1', 'camera'),
      aPublication('cy-camera', 'peer-cy01', 'camera'),
      aPublication('cy-screen', 'peer-cy01', 'screen'),
    ].map((publication) => [publication.publicationId, publication]),
  );
  const shown = Object.keys(publications).map((publicationId) => ({ publicationId, size: SMALL }));
  const order = (spoken: readonly string[]) =>
    byImportance(shown, publications, spoken).map(({ publicationId }) => publicationId);
  expect(order([])).toEqual(['cy-screen', 'ann-camera', 'bob-camera', 'cy-camera']);
  expect(order(['peer-cy01', 'peer-bob1'])).toEqual([
    'cy-screen',
    'cy-camera',
    'bob-camera',
    'ann-camera',
  ]);
});
