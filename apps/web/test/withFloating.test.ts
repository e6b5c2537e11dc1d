import { expect, it } from 'vitest';
import { withFloating } from '../src/features/tiles/withFloating.ts';

const ben = { publicationId: 'ben', size: { width: 640, height: 360 } };
const cleo = { publicationId: 'cleo', size: { width: 320, height: 180 } };

it('without a small window it is what the page shows', () => {
  expect(withFloating([ben, cleo], null)).toEqual([ben, cleo]);
});

it('of a hidden page it is the picture of the small window alone, at its size', () => {
  expect(withFloating([], cleo)).toEqual([cleo]);
});

it('a picture that both show is wanted once, as large as it is anywhere', () => {
  const small = { publicationId: 'ben', size: { width: 200, height: 400 } };
  const both = { publicationId: 'ben', size: { width: 640, height: 400 } };
  expect(withFloating([ben, cleo], small)).toEqual([both, cleo]);
  expect(withFloating([cleo], small)).toEqual([cleo, small]);
});
