import type { CallSession } from '@parley/client/session/CallSession';
import { Ffmpeg } from '../media/Ffmpeg.ts';
import { SAMPLE_RATE } from '../media/soundFormat.ts';
import { MIX_CHANNELS } from './Mixer.ts';
import { RoomSound } from './RoomSound.ts';

type Target = {
  file: string;
  /** What ffmpeg makes of it. */
  encoding: readonly string[];
  onHeard: (name: string) => void;
};

/**
 * Writes all that is said in a room into a file, until it is to end. The file is whole in any case.
 *
 * @throws {Error} when ffmpeg cannot write it
 */
export async function record(
  session: CallSession,
  { file, encoding, onHeard }: Target,
  signal: AbortSignal,
): Promise<void> {
  const input = ['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', String(MIX_CHANNELS), '-i', 'pipe:0'];
  // Never over a file that is there; and what was said is on disk soon.
  const output = ['-n', ...encoding, '-flush_packets', '1', `file:${file}`];
  const ffmpeg = await Ffmpeg.start([...input, ...output]);
  const sound = new RoomSound({
    session,
    write: (samples) => ffmpeg.input.write(Buffer.from(samples.buffer)),
    onHeard,
  });
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    await Promise.race([stopped, ffmpeg.ended()]);
  } finally {
    sound.stop();
    ffmpeg.input.end();
  }
  await ffmpeg.ended();
}
