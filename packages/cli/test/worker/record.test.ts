import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { CallSession } from '../../../client/src/session/CallSession.ts';
import { headlessSession, toneMicrophone, untilState } from '../../../client/test/support/headless.ts';
import { temporaryFolder } from '../support/mediaFiles.ts';
import { Program } from '../support/Program.ts';
import { shareOfTone } from '../support/tone.ts';

let server: ParleyServer;
beforeAll(async () => {
  server = await ParleyServer.start();
});
afterAll(() => server.stop());

const program = new Program(() => ({ PARLEY_SERVER: server.url, XDG_CONFIG_HOME: '/nonexistent' }));

/** On a machine that is busy it takes seconds until a program runs, and again until ffmpeg does. */
const PATIENTLY = { timeout: 300_000 };
const SOON = { timeout: 90_000 };

const SAMPLE_RATE = 48_000;
/** About two seconds of Opus at 96 kbit/s. */
const TWO_SECONDS = 24_000;
const TWO_SECONDS_OF_WAV = 2 * SAMPLE_RATE * 4;

/** One channel of what a file sounds like. */
function soundOf(file: string): Int16Array {
  const args = ['-loglevel', 'error', '-i', file, '-f', 's16le', '-ac', '1', '-ar', String(SAMPLE_RATE)];
  const bytes = execFileSync('ffmpeg', [...args, 'pipe:1'], { maxBuffer: 2 ** 28 });
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** Tenths of a second, of which each begins in the middle of the one before. */
function piecesOf(sound: Int16Array): Int16Array[] {
  const length = SAMPLE_RATE / 10;
  const count = Math.floor(sound.length / (length / 2)) - 1;
  return Array.from({ length: count }, (_, i) =>
    sound.subarray((i * length) / 2, (i * length) / 2 + length),
  );
}

/** A tone is in it somewhere, alone. */
function isTone(sound: Int16Array, hertz: number): boolean {
  return piecesOf(sound).some((piece) => shareOfTone(piece, SAMPLE_RATE, hertz) > 0.8);
}

/** The two tones at once, and hardly anything else. */
function areBothThere(piece: Int16Array): boolean {
  const [card, ann] = [700, 1_900].map((hertz) => shareOfTone(piece, SAMPLE_RATE, hertz));
  return card !== undefined && ann !== undefined && card > 0.05 && ann > 0.05 && card + ann > 0.8;
}

/** Somebody who says 1,900 Hz. */
async function annIn(room: string): Promise<CallSession> {
  const ann = headlessSession(server.url, room);
  const { track, stop } = toneMicrophone(1_900);
  onTestFinished(async () => {
    stop();
    await ann.leave();
  });
  await ann.publishTrack('microphone', track);
  await ann.join('Ann');
  return ann;
}

test('what several people say is in the file, and everybody sees who records', PATIENTLY, async () => {
  const file = join(temporaryFolder(), 'meeting.ogg');
  const ann = await annIn('minutes');

  const recorder = program.start(['record', 'minutes', file, '--name', 'Scribe', '--json']);
  await untilState(ann, ({ peers }) =>
    Object.values(peers).some(({ name }) => name === 'Scribe (recording)'),
  );
  const card = program.start(['publish', 'minutes', '--test', '--tone', '700', '--name', 'Card']);
  await vi.waitFor(() => {
    expect(recorder.said.stderr).toContain('Ann is heard.\n');
    expect(recorder.said.stderr).toContain('Card is heard.\n');
  }, SOON);
  // What is heard is kept until there is a file.
  const before = await vi.waitFor(() => statSync(file).size, SOON);
  await vi.waitFor(() => expect(statSync(file).size - before).toBeGreaterThan(TWO_SECONDS), SOON);
  recorder.child.kill('SIGINT');
  const { code, stdout } = await recorder.ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ file });
  await untilState(ann, ({ peers }) =>
    Object.values(peers).every(({ name }) => name !== 'Scribe (recording)'),
  );
  card.child.kill('SIGINT');
  expect((await card.ended).code).toBe(0);

  expect(piecesOf(soundOf(file)).some(areBothThere)).toBe(true);
});

test('with --separate each person is in a file of their own, all as long', PATIENTLY, async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'meeting.wav');
  const recorder = program.start(['record', 'interview', file, '--separate', '--json']);
  const card = program.start(['publish', 'interview', '--test', '--tone', '700', '--name', 'Card']);
  await vi.waitFor(() => expect(recorder.said.stderr).toContain('Card is heard.\n'), SOON);
  await annIn('interview');
  await vi.waitFor(() => expect(recorder.said.stderr).toContain('Ann is heard.\n'), SOON);
  const [cards, anns] = ['Card', 'Ann'].map((name) => join(folder, `meeting-${name}.wav`)) as [
    string,
    string,
  ];
  await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(2), SOON);
  // Hers begins with silence up to where his was.
  const enough = statSync(cards).size + TWO_SECONDS_OF_WAV;
  await vi.waitFor(() => expect(statSync(anns).size).toBeGreaterThan(enough), SOON);
  recorder.child.kill('SIGINT');
  const { code, stdout } = await recorder.ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ files: [cards, anns] });
  card.child.kill('SIGINT');
  await card.ended;

  const [sound, later] = [soundOf(cards), soundOf(anns)];
  expect(later).toHaveLength(sound.length);
  expect(isTone(sound, 700)).toBe(true);
  expect(isTone(later, 1_900)).toBe(true);
  for (const [one, hertz] of [
    [sound, 1_900],
    [later, 700],
  ] as const) {
    expect(piecesOf(one).some((piece) => shareOfTone(piece, SAMPLE_RATE, hertz) > 0.05)).toBe(false);
  }
  // Who came later is silent until then.
  const firstOf = (samples: Int16Array) => samples.findIndex((sample) => sample !== 0);
  expect(firstOf(later)).toBeGreaterThan(firstOf(sound));
});

test('records for as long as it is told, also where nobody is', async () => {
  const file = join(temporaryFolder(), 'silence.wav');
  const { code } = await program.run(['record', 'empty', file, '--for', '1s']);
  expect(code).toBe(0);
  expect(soundOf(file).every((sample) => sample === 0)).toBe(true);
});

test('a file that is there is left alone', async () => {
  const there = join(temporaryFolder(), 'there.ogg');
  writeFileSync(there, 'precious');
  expect(await program.run(['record', 'nothing', there])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('already'),
  });
  expect(readFileSync(there, 'utf8')).toBe('precious');
});

test('a file that cannot be written is the end of it', async () => {
  const { code, stderr } = await program.run(['record', 'nothing', '/nonexistent/meeting.ogg']);
  expect(code).toBe(1);
  expect(stderr).toContain('ffmpeg: ');
});
