import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { CallSession } from '@parley/client/session/CallSession';
import { RoomSound } from './RoomSound.ts';
import { SoundFile } from './SoundFile.ts';
import { mixedInto, separatedInto } from './soundTargets.ts';

type Target = {
  path: string;
  /** What ffmpeg makes of it. */
  encoding: readonly string[];
  /** Each person in a file of their own, named after `path` and them. */
  isSeparate: boolean;
  onHeard: (name: string) => void;
};

/**
 * Writes all that is said in a room into a file or several, until it is to end. They are whole in any case.
 *
 * @returns the paths of the files
 * @throws {Error} when ffmpeg cannot write one of them
 */
export async function record(
  session: CallSession,
  { path, encoding, isSeparate, onHeard }: Target,
  signal: AbortSignal,
): Promise<string[]> {
  const files: SoundFile[] = [];
  const { promise: isOver, resolve, reject } = Promise.withResolvers<void>();
  const open = (options: { path: string; silentFrames?: number }) => {
    const file = new SoundFile({ ...options, encoding });
    files.push(file);
    file.ended().then(resolve, reject);
    return file;
  };
  const target = isSeparate
    ? separatedInto(({ name }, silentFrames) => {
        const taken = files.map((file) => file.path);
        return open({ path: pathFor(path, name, taken), silentFrames });
      })
    : mixedInto(open({ path }));
  const sound = new RoomSound({ session, target, onHeard });
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
  await isOver.finally(async () => {
    sound.stop();
    // The others are brought to an end, too, when one fails.
    await Promise.allSettled(files.map((file) => file.close()));
  });
  await Promise.all(files.map((file) => file.ended()));
  return files.map((file) => file.path);
}

/** `today.ogg` for Ada is `today-Ada.ogg`; `today-Ada-2.ogg` when there is one. */
export function pathFor(path: string, name: string, taken: readonly string[]): string {
  const ending = extname(path);
  // What means something in paths, here or on the machine to which the files go.
  const who = name.replace(/[/\\:*?"<>|.\p{Cc}\p{Cf}]+/gu, '-');
  const begin = `${path.slice(0, -ending.length)}-${who}`;
  for (let count = 1; ; count += 1) {
    const found = `${begin}${count === 1 ? '' : `-${count}`}${ending}`;
    if (!taken.includes(found) && !existsSync(found)) return found;
  }
}
