import type { VideoCodec } from '@parley/protocol/media';
import { expect, test } from 'vitest';
import { chooseCodec } from '../src/media/chooseCodec.ts';

const ALL = ['vp8', 'vp9', 'h264'] as const;

function encoders(has: readonly VideoCodec[], efficient: readonly VideoCodec[] = []) {
  return {
    has: (codec: VideoCodec) => has.includes(codec),
    isEfficient: (codec: VideoCodec) => efficient.includes(codec),
  };
}

test('VP8, unless hardware encodes another one and not VP8', () => {
  expect(chooseCodec('camera', ALL, encoders(ALL))).toBe('vp8');
  expect(chooseCodec('camera', ALL, encoders(ALL, ['h264']))).toBe('h264');
  expect(chooseCodec('camera', ALL, encoders(ALL, ['h264', 'vp8']))).toBe('vp8');
  expect(chooseCodec('camera', ALL, encoders(ALL, ['h264', 'vp8', 'vp9']))).toBe('vp9');
  expect(chooseCodec('screen', ALL, encoders(ALL, ['vp9', 'h264']))).toBe('vp8');
});

test('nothing that somebody in the room cannot decode, and nothing that this browser cannot encode', () => {
  expect(chooseCodec('camera', ['vp8', 'vp9'], encoders(ALL, ['h264']))).toBe('vp8');
  expect(chooseCodec('camera', ALL, encoders(['vp8', 'h264'], ['vp9', 'h264']))).toBe('h264');
});

test('where VP8 is not among them, the first that this browser can encode, and VP8 without one', () => {
  expect(chooseCodec('screen', ['vp9'], encoders(ALL))).toBe('vp9');
  expect(chooseCodec('camera', ['vp9'], encoders(['vp8']))).toBe('vp8');
});
