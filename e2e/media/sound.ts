import { Buffer } from 'node:buffer';
import type { Role } from './cast.ts';

const SAMPLE_RATE = 48_000;
const SECONDS = 6;
const AMPLITUDE = 0.4;
const BEEP_S = 0.3;
const PAUSE_S = 0.3;
const RAMP_S = 0.01;

/**
 * A microphone's sound as a 16-bit mono WAV that loops: short beeps of the role's tone. A steady
 * tone would be taken for noise by the browser's noise suppression and removed; beeps with the
 * rhythm of syllables pass as speech.
 */
export function makeSound({ tone }: Role): Buffer {
  const period = BEEP_S + PAUSE_S;
  const length = Math.round(Math.floor(SECONDS / period) * period * SAMPLE_RATE);
  const data = Buffer.alloc(length * 2);
  for (let sample = 0; sample < length; sample += 1) {
    const at = sample / SAMPLE_RATE;
    const loudness = AMPLITUDE * envelope(at % period);
    const value = loudness * Math.sin(2 * Math.PI * tone * at);
    data.writeInt16LE(Math.round(value * 32_767), sample * 2);
  }
  return Buffer.concat([wavHeader(data.length), data]);
}

/** What a microphone delivers that is switched off at itself: nothing but zeros, as long as the others. */
export function makeDigitalSilence(): Buffer {
  const data = Buffer.alloc(SECONDS * SAMPLE_RATE * 2);
  return Buffer.concat([wavHeader(data.length), data]);
}

function envelope(at: number): number {
  if (at >= BEEP_S) return 0;
  return Math.min(1, at / RAMP_S, (BEEP_S - at) / RAMP_S);
}

function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'ascii');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'ascii');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'ascii');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
