import type { Publication, Source } from '@parley/protocol/media';
import { expect, it } from 'vitest';
import { isCrowd } from '../../src/session/limits/isCrowd.ts';

const published = (source: Source, count: number, isPaused = false): Record<string, Publication> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const publicationId = `${source}-${isPaused}-${index}`;
      return [publicationId, { publicationId, peerId: `peer-${index}`, source, isPaused, revision: 1 }];
    }),
  );

it('is a crowd from the seventeenth camera on that is on', () => {
  expect(isCrowd({ publications: {} })).toBe(false);
  expect(isCrowd({ publications: published('camera', 16) })).toBe(false);
  expect(isCrowd({ publications: published('camera', 17) })).toBe(true);
});

it('takes neither voices nor screens nor covered cameras for one', () => {
  const publications = {
    ...published('camera', 16),
    ...published('camera', 16, true),
    ...published('microphone', 100),
    ...published('screen', 3),
  };
  expect(isCrowd({ publications })).toBe(false);
});
