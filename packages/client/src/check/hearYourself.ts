import { browserCapture } from '../media/Capture.ts';
import { DeviceFailure } from '../media/deviceErrors.ts';
import { acquireDevice } from '../media/localTracks.ts';
import { type CheckPlaceOptions, newCheckPlace } from './checkPlace.ts';
import { ProbePair } from './ProbePair.ts';
import type { CheckReason } from './reasons.ts';

export type Loop = {
  /** What this microphone hears, before it is sent. */
  readonly sent: MediaStreamTrack;
  /** The same after its way to the server and back. */
  readonly returned: MediaStreamTrack;
  /** Lets the microphone go. */
  close(): void;
};

/**
 * Sends this microphone to the server and back, and records nothing. Asks the person for the
 * microphone, so it belongs to a click.
 * @returns the loop, or why there is none. Never rejects
 */
export async function hearYourself(
  options: CheckPlaceOptions,
): Promise<Loop | { readonly reason: CheckReason }> {
  let sent: MediaStreamTrack | undefined;
  let pair: ProbePair | undefined;
  const close = () => {
    pair?.leave();
    sent?.stop();
  };
  try {
    sent = (await acquireDevice(browserCapture(), 'microphone', null)).track;
    pair = await ProbePair.join(newCheckPlace(options), 'any');
    const outcome = await pair.connect(sent);
    const returned = pair.arriving('audio');
    if ('connectMs' in outcome && returned) return { sent, returned, close };
    close();
    return { reason: 'no-answer-at-all' };
  } catch (error) {
    close();
    if (error instanceof DeviceFailure) return { reason: error.deviceError.code };
    return { reason: 'unreachable' };
  }
}
