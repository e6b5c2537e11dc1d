import type { Publication, Source } from '@parley/protocol/media';
import { expect, it } from 'vitest';
import { mayBeDormant } from '../../src/session/limits/mayBeDormant.ts';

const published = (source: Source, count: number): Record<string, Publication> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const publicationId = `${source}-${index}`;
      return [
        publicationId,
        { publicationId, peerId: `peer-${index}`, source, isPaused: index % 2 === 0, revision: 1 },
      ];
    }),
  );

it('a microphone may be dormant beside twelve of others, on or muted', () => {
  const selfId = 'self';
  expect(mayBeDormant({ selfId, publications: {} })).toBe(false);
  expect(mayBeDormant({ selfId, publications: published('microphone', 11) })).toBe(false);
  expect(mayBeDormant({ selfId, publications: published('microphone', 12) })).toBe(true);
});

it('counts neither its own nor pictures', () => {
  const publications = { ...published('microphone', 12), ...published('camera', 100) };
  expect(mayBeDormant({ selfId: 'peer-3', publications })).toBe(false);
});
