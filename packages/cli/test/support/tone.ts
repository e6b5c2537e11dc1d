/**
 * How much of the sound is a tone of that frequency: 1 is all, 0 nothing (Goertzel's algorithm).
 *
 * @param samples one channel
 */
export function shareOfTone(samples: ArrayLike<number>, sampleRate: number, hertz: number): number {
  const step = (2 * Math.PI * hertz) / sampleRate;
  const factor = 2 * Math.cos(step);
  let [before, last, energy] = [0, 0, 0];
  for (let i = 0; i < samples.length; i += 1) {
    const sample = samples[i] ?? 0;
    [before, last] = [last, sample + factor * last - before];
    energy += sample * sample;
  }
  const power = last * last + before * before - factor * last * before;
  return energy === 0 ? 0 : (2 * power) / (samples.length * energy);
}
