import { expect, test } from 'vitest';
import { UplinkLevels } from '../../../src/room/health/UplinkLevels.ts';

const WELL = { loss: 0, roundTripMs: 30 };
const ILL = { loss: 0.2, roundTripMs: 30 };

test('a level is told when it lasts, and only when it is another one', () => {
  const levels = new UplinkLevels();
  const told = [WELL, ILL, WELL, ILL, ILL, ILL, WELL, WELL, WELL, WELL].map((uplink) =>
    levels.take('ann', uplink),
  );
  expect(told.map((level) => level ?? '-').join(' ')).toBe('- - - - poor - - - good -');
});

test('who joins is told of those who are not well', () => {
  const levels = new UplinkLevels();
  for (const uplink of [ILL, ILL]) levels.take('ann', uplink);
  for (const uplink of [WELL, WELL]) levels.take('ben', uplink);
  for (let times = 0; times < 2; times += 1) levels.take('cy', { loss: 0.05, roundTripMs: 30 });
  expect(levels.notable()).toEqual([
    { peerId: 'ann', uplink: 'poor' },
    { peerId: 'cy', uplink: 'fair' },
  ]);
  levels.forget('ann');
  expect(levels.notable()).toHaveLength(1);
});
