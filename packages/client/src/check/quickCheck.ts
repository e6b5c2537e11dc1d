import { browserMedia } from './browserMedia.ts';
import type { CheckMedia } from './CheckMedia.ts';
import { type CheckPlaceOptions, newCheckPlace } from './checkPlace.ts';
import { judgeCalm } from './judge.ts';
import { measureCalm } from './measureLine.ts';
import { ProbePair } from './ProbePair.ts';
import { readPath } from './pathStats.ts';

/** What is wrong with this connection, in one word; `good` when nothing is worth a word. */
export type QuickVerdict = 'good' | 'no-path' | 'only-tcp' | 'only-relay' | 'slow' | 'lossy';

const LOOK_MS = 3_000;

/**
 * Whether a call would work from here, without any permission and with about 20 KB: two peers in a room
 * of their own, a stamp-sized picture, the way that a call would take.
 * @param signal ends it at once, as when the person joins
 * @returns undefined when it was ended, or when the server could not be asked
 */
export async function quickCheck(
  options: CheckPlaceOptions & { readonly media?: Pick<CheckMedia, 'picture'> | undefined },
  signal: AbortSignal,
): Promise<QuickVerdict | undefined> {
  const picture = (options.media ?? browserMedia()).picture({ width: 160, height: 90 }, 5);
  let pair: ProbePair | undefined;
  const end = () => {
    pair?.leave();
    picture.stop();
  };
  signal.addEventListener('abort', end);
  try {
    pair = await ProbePair.join(newCheckPlace(options), 'any');
    if (signal.aborted) return undefined;
    const outcome = await pair.connect(picture.track);
    if (signal.aborted) return undefined;
    if (!('connectMs' in outcome)) return 'no-path';
    return await verdictOf(pair);
  } catch {
    // The page itself says that the server cannot be reached.
    return undefined;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

async function verdictOf(pair: ProbePair): Promise<QuickVerdict> {
  const { roundTrip, loss } = judgeCalm(await measureCalm(pair, LOOK_MS));
  if (loss.verdict === 'bad') return 'lossy';
  if (roundTrip.verdict === 'bad') return 'slow';
  const path = readPath(await pair.sender.send.getStats());
  if (path.isRelayed) return 'only-relay';
  return path.protocol === 'tcp' ? 'only-tcp' : 'good';
}
