/**
 * Somebody in a call without a browser, in a process of their own so that it can run inside a network
 * namespace: the engine that the web app uses, with a restless picture and a tone. Says ten times a second
 * what it perceives, one JSON object in a line, and leaves when standard input ends. A line of standard input turns the page.
 *
 * Arguments: url, room, name, and `pages` for somebody who shares a screen with a page of text instead of the picture.
 */
import type { Log } from '@parley/client/log';
import { CallSession } from '@parley/client/session/CallSession';
import {
  type PictureFrame,
  RTCAudioSink,
  RTCAudioSource,
  RTCVideoSink,
  RTCVideoSource,
} from '@parley/webrtc-node/nonstandard';
import '@parley/webrtc-node/globals';
import type { Perception } from './HeadlessPerson.ts';
import { drawPage, PAGE, readPage } from './pages.ts';
import { Repairs } from './Repairs.ts';

const repairs = new Repairs();

globalThis.RTCPeerConnection = repairs.watching(RTCPeerConnection);

const WIDTH = 320;
const HEIGHT = 180;
const FRAME_MS = 66;
const PAGE_FRAME_MS = 200;
/** So many are shown one after the other. */
const PAGES = 3;
const PATCH = 16;
const SAMPLE_RATE = 48_000;
const TONE_HZ = 440;
const AMPLITUDE = 8_000;
const SYLLABLES_HZ = 4;
const REPORT_MS = 100;

const [url = '', room = '', name = '', shown = ''] = process.argv.slice(2);
const session = new CallSession({
  url,
  room,
  log: toStandardError(),
  rtc: { handlerName: 'Chrome111' },
});
const perceived = { frames: 0, samples: 0, loudSamples: 0 };
const listened = new Set<MediaStreamTrack>();
const pages = Array.from({ length: PAGES }, (_, number) => drawPage(number));
let page = 0;
let screen: PictureFrame | undefined;

/** Standard output is for what is perceived. */
function toStandardError(): Log {
  const write = (...words: unknown[]) => console.error(Math.round(performance.now()), ...words);
  return { debug: write, warn: write, error: write };
}

function camera(): MediaStreamTrack {
  const source = new RTCVideoSource();
  const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
  setInterval(() => {
    // Noise in patches: an encoder spends on it as much as it may, and the network gets something to do.
    for (let at = 0; at < WIDTH * HEIGHT; at += PATCH) {
      data.fill(Math.random() * 256, at, at + PATCH);
    }
    source.onFrame({ width: WIDTH, height: HEIGHT, data });
  }, FRAME_MS);
  return source.createTrack();
}

function slides(): MediaStreamTrack {
  const source = new RTCVideoSource();
  const data = new Uint8Array(PAGE.width * PAGE.height * 1.5).fill(128);
  setInterval(() => {
    data.set(pages[page] ?? []);
    source.onFrame({ ...PAGE, data });
  }, PAGE_FRAME_MS);
  return source.createTrack();
}

function microphone(): MediaStreamTrack {
  const source = new RTCAudioSource();
  const numberOfFrames = SAMPLE_RATE / 100;
  const startedAt = performance.now();
  let position = 0;
  setInterval(() => {
    // As much sound as time has passed: a busy machine's timers come late.
    const due = ((performance.now() - startedAt) * SAMPLE_RATE) / 1_000;
    while (position <= due) {
      const samples = Int16Array.from({ length: numberOfFrames }, () => {
        const seconds = position++ / SAMPLE_RATE;
        return Math.round(AMPLITUDE * swelling(seconds) * Math.sin(2 * Math.PI * TONE_HZ * seconds));
      });
      const format = { sampleRate: SAMPLE_RATE, bitsPerSample: 16, channelCount: 1 };
      source.onData({ samples, numberOfFrames, ...format });
    }
  }, 10);
  return source.createTrack();
}

/** 0.1 to 1, as syllables swell: Opus takes a steady tone for noise, of which it sends no copies (in-band FEC). */
function swelling(seconds: number): number {
  return 0.55 + 0.45 * Math.cos(2 * Math.PI * SYLLABLES_HZ * seconds);
}

function perceive(track: MediaStreamTrack, isScreen: boolean): void {
  if (listened.has(track)) return;
  listened.add(track);
  if (track.kind === 'video') {
    new RTCVideoSink(track).onframe = ({ frame }) => {
      perceived.frames += 1;
      if (isScreen) screen = frame;
    };
    return;
  }
  new RTCAudioSink(track).ondata = ({ samples }) => {
    perceived.samples += samples.length;
    for (const sample of samples) if (Math.abs(sample) > AMPLITUDE / 8) perceived.loudSamples += 1;
  };
}

function report(): void {
  const { connection, mediaPath, selfId, publications, peers, received } = session.store.getState();
  for (const [id, track] of Object.entries(received)) {
    perceive(track, publications[id]?.source === 'screen');
  }
  const said: Perception = {
    ...perceived,
    pageRead: screen ? readPage(screen, pages) : null,
    repairs: repairs.counts,
    connection: connection.status,
    mediaPath,
    selfId,
    peerIds: Object.keys(peers).sort(),
    publicationIds: Object.keys(publications).sort(),
  };
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

await session.publishTrack('microphone', microphone());
if (shown === 'pages') await session.publishTrack('screen', slides());
else await session.publishTrack('camera', camera());
await session.join(name);
setInterval(report, REPORT_MS);
process.stdin
  .on('end', () => void session.leave().finally(() => process.exit(0)))
  .on('data', () => {
    page = (page + 1) % PAGES;
  });
