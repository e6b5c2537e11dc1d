import { expect, test } from 'vitest';
import { allowedCodecs } from '../../src/calls/allowedCodecs.ts';

const MODERN = ['vp8', 'vp9', 'h264'] as const;

test('left to those who publish, it is all that everybody can decode', () => {
  expect(allowedCodecs('auto', [MODERN])).toEqual(MODERN);
  expect(allowedCodecs('auto', [MODERN, ['h264', 'vp8'], MODERN])).toEqual(['vp8', 'h264']);
  expect(allowedCodecs('auto', [MODERN, ['vp8']])).toEqual(['vp8']);
});

test('what the operator wants is all there is, as long as everybody can decode it', () => {
  expect(allowedCodecs('vp9', [MODERN, MODERN])).toEqual(['vp9']);
  expect(allowedCodecs('vp9', [MODERN, ['vp8', 'h264']])).toEqual(['vp8']);
  expect(allowedCodecs('vp8', [MODERN])).toEqual(['vp8']);
});

test('whoever has nothing in common with the others, or with us, gets VP8 all the same', () => {
  expect(allowedCodecs('auto', [['vp9'], ['h264']])).toEqual(['vp8']);
  expect(allowedCodecs('h264', [MODERN, []])).toEqual(['vp8']);
  expect(allowedCodecs('auto', [])).toEqual(['vp8']);
});
