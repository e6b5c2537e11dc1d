import { expect, test } from 'vitest';
import { sharesOf } from '../../src/media/mediasoup/crowd.ts';

const tiles = (count: number, width: number, name = 'tile') =>
  Array.from({ length: count }, (_, index) => ({
    publicationId: `${name}-${index}`,
    size: { width, height: (width * 9) / 16 },
  }));
const WHOLE = { isSmallest: false, halvings: 0 };

test.each([
  [1, WHOLE],
  [9, WHOLE],
  [10, { isSmallest: false, halvings: 1 }],
  [16, { isSmallest: false, halvings: 1 }],
  [17, { isSmallest: true, halvings: 1 }],
  [25, { isSmallest: true, halvings: 1 }],
  [26, { isSmallest: true, halvings: 2 }],
])('each of %d tiles of one size', (count, share) => {
  expect([...sharesOf(tiles(count, 270)).values()]).toEqual(Array(count).fill(share));
});

test('who is on the stage is alone there, however long the strip beside is', () => {
  const shares = sharesOf([...tiles(30, 200), ...tiles(1, 1_000, 'stage')]);
  expect(shares.get('stage-0')).toEqual(WHOLE);
  expect(shares.get('tile-0')).toEqual({ isSmallest: true, halvings: 2 });
});

test('tiles that differ by a pixel are of one size', () => {
  const shares = sharesOf([...tiles(8, 270), ...tiles(8, 271, 'wider')]);
  expect(shares.get('wider-0')).toEqual({ isSmallest: false, halvings: 1 });
  expect(shares.get('tile-0')).toEqual({ isSmallest: false, halvings: 1 });
});

test('a picture without a size is larger than any other', () => {
  const shares = sharesOf([...tiles(9, 4_000), { publicationId: 'sizeless' }]);
  expect(shares.get('sizeless')).toEqual(WHOLE);
  expect(shares.get('tile-0')).toEqual({ isSmallest: false, halvings: 1 });
});
