import type { Source } from '@parley/protocol/media';
import { UsageError } from '../UsageError.ts';
import { Ffmpeg } from './Ffmpeg.ts';

/** Something that ffmpeg reads, in real time. */
export type MediaInput = {
  /** In words, for whoever started it. */
  readonly title: string;
  readonly args: readonly string[];
  /** What it has, as others see it, and where ffmpeg finds it: `1:a:0` is the first sound of the second input. */
  readonly picture?: { readonly source: Source; readonly map: string };
  readonly sound?: { readonly source: Source; readonly map: string };
};

/** @throws {UsageError} when it is no file with sound or pictures; @throws {FfmpegMissing} */
export async function fileInput(path: string, isLooped: boolean): Promise<MediaInput> {
  const kinds = await streamsOf(path);
  return {
    title: path,
    args: ['-re', ...(isLooped ? ['-stream_loop', '-1'] : []), '-i', `file:${path}`],
    ...(kinds.has('video') && { picture: { source: 'camera', map: '0:v:0' } }),
    ...(kinds.has('audio') && { sound: { source: 'microphone', map: '0:a:0' } }),
  };
}

async function streamsOf(path: string): Promise<Set<string>> {
  const probe = await Ffmpeg.start(
    ['-show_entries', 'stream=codec_type', '-of', 'csv=p=0', `file:${path}`],
    { program: 'ffprobe' },
  );
  let listed = '';
  probe.output.setEncoding('utf8').on('data', (text: string) => {
    listed += text;
  });
  const isReadable = await probe.ended().then(
    () => true,
    () => false,
  );
  const kinds = new Set(listed.split(/\s+/).filter((kind) => kind === 'video' || kind === 'audio'));
  if (!isReadable || kinds.size === 0) {
    throw new UsageError(`"${path}" is no file with sound or pictures.`);
  }
  return kinds;
}

const SCREEN_FRAMES_PER_S = 15;

/** @throws {UsageError} when there is no screen here */
export function screenInput(display: string | undefined): MediaInput {
  if (!display) throw new UsageError('There is no screen here: set DISPLAY, such as :0.');
  return {
    title: `the screen ${display}`,
    args: ['-f', 'x11grab', '-framerate', String(SCREEN_FRAMES_PER_S), '-i', display],
    picture: { source: 'screen', map: '0:v:0' },
  };
}

/** A moving test card and a steady tone. @param hertz of the tone */
export function testInput(hertz: number): MediaInput {
  const card = 'testsrc2=size=640x360:rate=15';
  const tone = `sine=frequency=${hertz}:sample_rate=48000`;
  return {
    title: `a test card and a tone of ${hertz} Hz`,
    args: [card, tone].flatMap((source) => ['-re', '-f', 'lavfi', '-i', source]),
    picture: { source: 'camera', map: '0:v:0' },
    sound: { source: 'microphone', map: '1:a:0' },
  };
}
