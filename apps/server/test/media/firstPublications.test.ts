import type { Source } from '@parley/protocol/media';
import { expect, test } from 'vitest';
import { firstPublications } from '../../src/media/firstPublications.ts';

const PUBLISHED: { id: string; source: Source; isPaused: boolean }[] = [
  { id: 'ann-camera', source: 'camera', isPaused: true },
  { id: 'ann-microphone', source: 'microphone', isPaused: true },
  { id: 'bob-camera', source: 'camera', isPaused: false },
  { id: 'cai-camera', source: 'camera', isPaused: false },
  { id: 'dia-screen', source: 'screen', isPaused: false },
  { id: 'dia-sound', source: 'screen-audio', isPaused: false },
];

function first(videos: number): string[] {
  return firstPublications(PUBLISHED, { videos, size: { width: 320, height: 180 } }).map(({ id }) => id);
}

test('who comes in gets every sound, then screens, then the cameras of those who are here longest', () => {
  const sounds = ['ann-microphone', 'dia-sound'];
  expect(first(0)).toEqual(sounds);
  expect(first(1)).toEqual([...sounds, 'dia-screen']);
  expect(first(3)).toEqual([...sounds, 'dia-screen', 'bob-camera', 'cai-camera']);
});

test('a camera that stands still comes last', () => {
  expect(first(100).at(-1)).toBe('ann-camera');
});
