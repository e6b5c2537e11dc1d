import type { Command, Context } from '../Command.ts';
import { Ffmpeg } from '../media/Ffmpeg.ts';
import { fileInput, type MediaInput, screenInput, testInput } from '../media/MediaInput.ts';
import { enterRoom, leaveRoom, nameOption } from '../room/enterRoom.ts';
import { UsageError } from '../UsageError.ts';
import { untilInterrupted } from '../untilInterrupted.ts';

const DEFAULT_HERTZ = 440;

/** @throws {UsageError} unless it is one of a file, the screen and the test */
async function inputOf({ args: [, path], text, flag }: Context): Promise<MediaInput> {
  const chosen = [path !== undefined, flag('screen'), flag('test')].filter(Boolean);
  if (chosen.length !== 1) throw new UsageError('Name one: a file, --screen or --test.');
  if (path !== undefined) return fileInput(path, flag('loop'));
  if (flag('screen')) return screenInput(process.env['DISPLAY']);
  const hertz = Number(text('tone') ?? DEFAULT_HERTZ);
  if (!(hertz >= 20 && hertz <= 20_000)) throw new UsageError('--tone is 20 to 20000 Hz.');
  return testInput(hertz);
}

export const publish: Command = {
  name: 'publish',
  args: ['room', '[file]'],
  summary: 'Show a video file, or the screen of this machine, in a room. Needs ffmpeg.',
  options: {
    name: nameOption,
    screen: { type: 'boolean', help: 'the X11 screen that DISPLAY names' },
    test: { type: 'boolean', help: 'a test card and a tone' },
    tone: { type: 'string', value: 'HZ', help: `of the test; ${DEFAULT_HERTZ} if not given` },
    loop: { type: 'boolean', help: 'the file begins again when it ends' },
  },
  async run(context) {
    const input = await inputOf(context);
    // Before anybody sees somebody come who has nothing to show.
    await Ffmpeg.ensureInstalled();
    const stopping = untilInterrupted();
    const session = await enterRoom(context);
    const unsubscribe = session.store.subscribe(({ phase }) => {
      if (phase === 'left') stopping.abort();
    });
    const { broadcast } = await import('../media/broadcast.ts');
    process.stderr.write('Ctrl-C ends it.\n');
    try {
      await broadcast(session, input, stopping.signal);
    } finally {
      unsubscribe();
      await leaveRoom(session);
    }
    context.answer({ published: input.title }, `Done: ${input.title}.`);
    return undefined;
  },
};
