import { beforeEach, expect, it } from 'vitest';
import type { MediaSample, SentSample, TransportSample } from '../src/media/stats/MediaSample.ts';
import { PathWatch } from '../src/session/PathWatch.ts';

let told: unknown[];
let watch: PathWatch;

beforeEach(() => {
  told = [];
  watch = new PathWatch({
    silenceChanged: (isSilent) => told.push(isSilent),
    pathChanged: (path) => told.push(path),
  });
});

/** A second in which so many bytes went out and came back. */
function second(sentBytes: number, receivedBytes: number): MediaSample {
  return {
    takenAt: 0,
    spanMs: 1_000,
    send: transport({ receivedBitrate: receivedBytes * 8 }),
    receive: transport({}),
    direct: null,
    sent: [{ ...SPEECH, bitrate: sentBytes * 8 }],
    received: [],
  };
}

const SPEECH: SentSample = {
  publicationId: 'microphone-of-ada',
  isDirect: false,
  source: 'microphone',
  kind: 'audio',
  packets: 50,
  bitrate: 0,
  codec: 'opus',
  loss: 0,
  jitterMs: 0,
  roundTripMs: 1,
  width: null,
  height: null,
  frames: null,
  framesPerSecond: null,
  energy: 0.1,
  captured: 1,
  limitation: null,
};

function transport(facts: Partial<TransportSample>): TransportSample {
  return {
    state: 'connected',
    protocol: null,
    isRelayed: null,
    roundTripMs: null,
    availableOutgoingBitrate: null,
    sentBitrate: 0,
    receivedBitrate: 0,
    ...facts,
  };
}

it('says once that speech is not answered any more, and that it is again', () => {
  watch.take(second(8_000, 300));
  expect(watch.isAnswered).toBe(true);
  watch.take(second(8_000, 0));
  watch.take(second(8_000, 0));
  expect(watch.isAnswered).toBe(false);
  watch.take(second(8_000, 40));
  expect(told).toEqual([true, false]);
});

it('takes no alarm at the quiet of somebody who says nothing', () => {
  watch.take(second(8_000, 300));
  for (let seconds = 0; seconds < 10; seconds += 1) watch.take(second(0, 0));
  expect(told).toEqual([]);
});

it('adds up what little is sent without an answer', () => {
  for (let seconds = 0; seconds < 7; seconds += 1) watch.take(second(200, 0));
  expect(told).toEqual([]);
  watch.take(second(200, 0));
  expect(told).toEqual([true]);
});

it('does not judge by a look that followed the last one at once', () => {
  watch.take({ ...second(8_000, 0), spanMs: 0 });
  expect(told).toEqual([]);
});

it('tells how media travels: by what is sent, for a listener by what is received', () => {
  const listening = { ...second(0, 0), receive: transport({ protocol: 'udp', isRelayed: false }) };
  const sending = { ...listening, send: transport({ protocol: 'tcp', isRelayed: false }) };
  const relayed = { ...listening, send: transport({ protocol: 'tls', isRelayed: true }) };
  for (const sample of [second(0, 0), listening, listening, sending, relayed]) watch.take(sample);
  expect(told).toEqual(['udp', 'tcp', 'relay']);
});
