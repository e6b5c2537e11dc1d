import { describe, expect, it } from 'vitest';
import { keepInSight, mergeOrder } from '../src/features/tiles/keepInSight.ts';

const never = new Map<string, number>();

describe('keepInSight', () => {
  it('moves nobody while who speaks is in sight', () => {
    expect(keepInSight(['a', 'b', 'c', 'd'], 2, ['b'], never)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('swaps who speaks out of sight with who has been silent longest', () => {
    const heard = new Map([
      ['a', 50],
      ['b', 20],
      ['c', 90],
    ]);
    expect(keepInSight(['a', 'b', 'c', 'd', 'e'], 3, ['e'], heard)).toEqual(['a', 'e', 'c', 'd', 'b']);
  });

  it('never takes the place of somebody who speaks', () => {
    expect(keepInSight(['a', 'b', 'c'], 2, ['a', 'c'], never)).toEqual(['a', 'c', 'b']);
  });

  it('leaves everything alone when all seats are taken by speakers', () => {
    expect(keepInSight(['a', 'b', 'c'], 2, ['a', 'b', 'c'], never)).toEqual(['a', 'b', 'c']);
  });

  it('ignores speakers who have no tile', () => {
    expect(keepInSight(['a', 'b'], 1, ['x'], never)).toEqual(['a', 'b']);
  });
});

describe('mergeOrder', () => {
  it('forgets who left and puts newcomers at the end', () => {
    expect(mergeOrder(['c', 'a', 'b'], ['a', 'b', 'd'])).toEqual(['a', 'b', 'd']);
    expect(mergeOrder(['c', 'a'], ['a', 'b', 'c'])).toEqual(['c', 'a', 'b']);
  });
});
