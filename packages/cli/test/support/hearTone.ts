import { RTCAudioSink } from '@parley/webrtc-node/nonstandard';
import { shareOfTone } from './tone.ts';

/** A tone in a piece of 10 ms is not told from its neighbours; in a tenth of a second it is. */
const PIECES = 10;
const MOST_OF_IT = 0.8;

/** Resolves once a tone of that frequency arrives, and hardly anything else. */
export function hearTone(track: MediaStreamTrack, hertz: number): Promise<void> {
  const sink = new RTCAudioSink(track);
  const pieces: number[][] = [];
  return new Promise((resolve) => {
    sink.ondata = ({ samples, channelCount, sampleRate }) => {
      pieces.push(Array.from(samples).filter((_, index) => index % channelCount === 0));
      if (pieces.length > PIECES) pieces.shift();
      if (pieces.length < PIECES || shareOfTone(pieces.flat(), sampleRate, hertz) < MOST_OF_IT) return;
      sink.stop();
      resolve();
    };
  });
}
