import type { CollectedSound } from './collectSounds.ts';

/**
 * How strong one frequency is in a sound, 1 being full scale: Goertzel's algorithm under a Hann
 * window, which keeps strong neighbours out.
 *
 * @param frequency in hertz
 */
export function amplitudeAt(
  { samples: encoded, sampleRate }: CollectedSound,
  frequency: number,
): number {
  const samples = new Int16Array(new Uint8Array(Buffer.from(encoded, 'base64')).buffer);
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let previous = 0;
  let beforePrevious = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const sample = samples[index] ?? 0;
    const hann = 1 - Math.cos((2 * Math.PI * index) / samples.length);
    const current = (sample / 32_767) * hann + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = current;
  }
  const power =
    previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}
