import type { Readable } from 'node:stream';
import type { CallSession } from '@parley/client/session/CallSession';
import type { Source } from '@parley/protocol/media';
import { RTCAudioSource, RTCVideoSource } from '@parley/webrtc-node/nonstandard';
import { Ffmpeg } from './Ffmpeg.ts';
import type { MediaInput } from './MediaInput.ts';
import { pictureFrames } from './pictureFrames.ts';
import { SoundPacer } from './SoundPacer.ts';
import { FRAME_SAMPLES, SAMPLE_RATE } from './soundFormat.ts';

/** Pictures that are larger are made smaller, and there are no more in a second: others see no difference. */
const LARGEST = { width: 1_280, height: 720 };
const MOST_FRAMES_PER_S = 30;

/**
 * Publishes what ffmpeg reads as this peer's own sound and picture, until it ends or is to end.
 *
 * @throws {Error} when ffmpeg cannot read it, or the server takes nothing of it
 * @throws {FfmpegMissing}
 */
export async function broadcast(
  session: CallSession,
  { args, picture, sound }: MediaInput,
  signal: AbortSignal,
): Promise<void> {
  const outputs = [
    ...(picture ? [pictureArgs(picture.source, picture.map)] : []),
    ...(sound ? [soundArgs(sound.map)] : []),
  ];
  const ffmpeg = await Ffmpeg.start(
    ['-nostdin', ...args, ...outputs.flatMap((output, index) => [...output, `pipe:${3 + index}`])],
    { outputs: outputs.length },
  );
  const stop = () => ffmpeg.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const pipes = ffmpeg.outputs.values();
    await Promise.all([
      ...(picture ? [showPictures(session, picture.source, pipes.next().value as Readable)] : []),
      ...(sound ? [playSound(session, sound.source, pipes.next().value as Readable)] : []),
      ffmpeg.ended(),
    ]);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function pictureArgs(source: Source, map: string): string[] {
  const { width, height } = LARGEST;
  // What is written on a screen has to stay readable.
  const size = source === 'screen' ? 'iw:ih' : `'min(${width},iw)':'min(${height},ih)'`;
  const scale = `scale=${size}:force_original_aspect_ratio=decrease:force_divisible_by=2`;
  const filters = `${scale},fps=fps='min(${MOST_FRAMES_PER_S},source_fps)'`;
  return ['-map', map, '-vf', filters, '-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe'];
}

function soundArgs(map: string): string[] {
  return ['-map', map, '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le'];
}

async function showPictures(session: CallSession, source: Source, pipe: Readable): Promise<void> {
  const camera = new RTCVideoSource({ isScreencast: source === 'screen' });
  let isPublished = false;
  for await (const frame of pictureFrames(pipe)) {
    // Not before there is something: nobody is to look at nothing while ffmpeg begins.
    if (!isPublished) await publish(session, source, camera.createTrack());
    isPublished = true;
    camera.onFrame(frame);
  }
}

async function playSound(session: CallSession, source: Source, pipe: Readable): Promise<void> {
  const microphone = new RTCAudioSource();
  const pacer = new SoundPacer((samples) => {
    microphone.onData({
      samples,
      sampleRate: SAMPLE_RATE,
      channelCount: 1,
      numberOfFrames: FRAME_SAMPLES,
      bitsPerSample: 16,
    });
  });
  let isPublished = false;
  try {
    for await (const bytes of pipe as AsyncIterable<Buffer>) {
      if (!isPublished) await publish(session, source, microphone.createTrack());
      isPublished = true;
      pacer.push(bytes);
    }
    await pacer.finish();
  } finally {
    pacer.stop();
  }
}

/** @throws {Error} when the server does not take it */
async function publish(session: CallSession, source: Source, track: MediaStreamTrack): Promise<void> {
  await session.publishTrack(source, track);
  const { error } = session.store.getState().local[source];
  if (error) throw new Error(`The ${source} is not taken: ${error.detail ?? error.code}`);
}
