import type { SoundFrame } from '@parley/webrtc-node/nonstandard';
import { expect, test } from 'vitest';
import { Mixer } from '../src/recording/Mixer.ts';

function frame(values: readonly number[], { sampleRate = 48_000 } = {}): SoundFrame {
  const numberOfFrames = sampleRate / 100;
  const channelCount = values.length;
  const samples = Int16Array.from(
    { length: numberOfFrames * channelCount },
    (_, i) => values[i % channelCount] ?? 0,
  );
  return { samples, sampleRate, channelCount, numberOfFrames, bitsPerSample: 16 };
}

function say(mixer: Mixer, voice: string, values: readonly number[], times: number): void {
  for (let i = 0; i < times; i += 1) mixer.push(voice, frame(values));
}

/** What the next 10 ms are on the left and on the right. */
function next(mixer: Mixer): [number, number] {
  const samples = mixer.take();
  expect(samples).toHaveLength(960);
  return [samples[958] ?? 0, samples[959] ?? 0];
}

test('adds people up, in mono and in stereo, and nobody is silence', () => {
  const mixer = new Mixer();
  expect(next(mixer)).toEqual([0, 0]);
  say(mixer, 'ada', [100], 10);
  say(mixer, 'ben', [20, 3], 10);
  expect(next(mixer)).toEqual([120, 103]);
  mixer.remove('ada');
  expect(next(mixer)).toEqual([20, 3]);
});

test('as loud as can be is not louder', () => {
  const mixer = new Mixer();
  for (const voice of ['ada', 'ben']) say(mixer, voice, [30_000, -30_000], 10);
  expect(next(mixer)).toEqual([32_767, -32_768]);
});

test('waits for a little of each, again after a gap, and leaves out what is late', () => {
  const mixer = new Mixer();
  say(mixer, 'ada', [7], 5);
  expect(next(mixer)).toEqual([0, 0]);
  say(mixer, 'ada', [7], 1);
  for (let i = 0; i < 6; i += 1) expect(next(mixer)).toEqual([7, 7]);
  expect(next(mixer)).toEqual([0, 0]);
  say(mixer, 'ada', [7], 1);
  expect(next(mixer)).toEqual([0, 0]);
  say(mixer, 'ada', [8], 100);
  for (let i = 0; i < 30; i += 1) expect(next(mixer)).toEqual([8, 8]);
  expect(next(mixer)).toEqual([0, 0]);
});

test('takes other rates', () => {
  const mixer = new Mixer();
  for (let i = 0; i < 6; i += 1) mixer.push('ada', frame([5, 6], { sampleRate: 16_000 }));
  expect(next(mixer)).toEqual([5, 6]);
});
