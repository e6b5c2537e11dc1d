import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { LIMITS } from '@parley/protocol/limits';
import { toPeerName } from '@parley/protocol/peer';
import type { Command } from '../Command.ts';
import { formatDuration, parseDuration } from '../duration.ts';
import { Ffmpeg } from '../media/Ffmpeg.ts';
import { enterRoom, leaveRoom, nameOption } from '../room/enterRoom.ts';
import { UsageError } from '../UsageError.ts';
import { untilInterrupted } from '../untilInterrupted.ts';

const OPUS = ['-c:a', 'libopus', '-b:a', '96k'];
const ENCODINGS: Readonly<Record<string, readonly string[]>> = {
  '.ogg': OPUS,
  '.opus': OPUS,
  '.wav': ['-c:a', 'pcm_s16le'],
};

/** What everybody in the room sees beside the name, however long that is. */
const SIGN = ' (recording)';

function asRecorder(name: string): string {
  const room = LIMITS.peerNameLength - SIGN.length;
  return `${toPeerName([...name].slice(0, room).join(''))}${SIGN}`;
}

/** @throws {UsageError} */
function encodingFor(file: string): readonly string[] {
  const encoding = ENCODINGS[extname(file).toLowerCase()];
  if (encoding === undefined) {
    throw new UsageError(`"${file}" has to end in ${Object.keys(ENCODINGS).join(', ')}.`);
  }
  return encoding;
}

export const record: Command = {
  name: 'record',
  args: ['room', 'file'],
  summary:
    'Record the sound of a room into a .ogg, .opus or .wav file. Everybody there sees it. Needs ffmpeg.',
  options: {
    name: nameOption,
    separate: {
      type: 'boolean',
      help: 'a file for each person, such as today-Ada.ogg, all of the same length',
    },
    for: { type: 'string', value: '45m', help: 'how long; else until Ctrl-C or the end of the call' },
  },
  async run(context) {
    const [, file = ''] = context.args;
    const encoding = encodingFor(file);
    const isSeparate = context.flag('separate');
    if (!isSeparate && existsSync(file)) throw new UsageError(`There is "${file}" already.`);
    const span = context.text('for');
    const spanMs = span === undefined ? undefined : parseDuration(span);
    await Ffmpeg.ensureInstalled();
    const stopping = untilInterrupted();
    const session = await enterRoom(context, { describe: asRecorder });
    const unsubscribe = session.store.subscribe(({ phase }) => {
      if (phase === 'left') stopping.abort();
    });
    const timer = spanMs === undefined ? undefined : setTimeout(() => stopping.abort(), spanMs);
    const { record } = await import('../recording/record.ts');
    const beganAt = performance.now();
    process.stderr.write('Recording; Ctrl-C ends it.\n');
    const onHeard = (name: string) => process.stderr.write(`${name} is heard.\n`);
    let files: string[];
    try {
      const target = { path: file, encoding, isSeparate, onHeard };
      files = await record(session, target, stopping.signal);
    } finally {
      clearTimeout(timer);
      unsubscribe();
      await leaveRoom(session);
    }
    const durationMs = Math.round(performance.now() - beganAt);
    const length = formatDuration(durationMs);
    const said = files.map((one) => `${one}: ${length}.`).join('\n') || 'Nobody was heard.';
    context.answer({ ...(isSeparate ? { files } : { file }), durationMs }, said);
    return undefined;
  },
};
