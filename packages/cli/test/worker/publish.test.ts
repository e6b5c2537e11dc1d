import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { CallSession } from '../../../client/src/session/CallSession.ts';
import { selectPublication } from '../../../client/src/session/store/selectors.ts';
import { headlessSession, seeFrame, untilState } from '../../../client/test/support/headless.ts';
import { hearTone } from '../support/hearTone.ts';
import { makeClip, makeText } from '../support/mediaFiles.ts';
import { Program } from '../support/Program.ts';
import { startScreen } from '../support/startScreen.ts';

let server: ParleyServer;
beforeAll(async () => {
  server = await ParleyServer.start();
});
afterAll(() => server.stop());

const program = new Program(() => ({ PARLEY_SERVER: server.url, XDG_CONFIG_HOME: '/nonexistent' }));

/** On a machine that is busy it takes seconds until a program runs, and again until ffmpeg does. */
const PATIENTLY = { timeout: 300_000 };

/** Somebody who is in the room and looks on. */
async function onlooker(room: string): Promise<CallSession> {
  const session = headlessSession(server.url, room);
  onTestFinished(() => session.leave());
  await session.join('Ann');
  return session;
}

function arrival(session: CallSession, name: string, source: 'camera' | 'microphone' | 'screen') {
  return untilState(session, (state) => {
    const peer = Object.values(state.peers).find((one) => one.name === name);
    const publication = peer && selectPublication(state, peer.peerId, source);
    return publication && state.received[publication.publicationId];
  });
}

test(
  'a video file is seen and heard as somebody in the room, again and again with --loop',
  PATIENTLY,
  async () => {
    const ann = await onlooker('cinema');
    const clip = makeClip({ hertz: 1_000, seconds: 2 });
    const { child, ended } = program.start([
      ...['publish', 'cinema', clip, '--loop', '--name', 'Projector'],
    ]);
    const [camera, microphone] = await Promise.all([
      arrival(ann, 'Projector', 'camera'),
      arrival(ann, 'Projector', 'microphone'),
    ]);
    await Promise.all([
      seeFrame(camera, (brightness) => Math.abs(brightness - 188) < 20),
      hearTone(microphone, 1_000),
    ]);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  },
);

test('whoever publishes a file leaves with its end', PATIENTLY, async () => {
  const ann = await onlooker('short-film');
  const clip = makeClip({ hertz: 300, seconds: 1 });
  const came = untilState(ann, ({ peers }) => Object.keys(peers).length === 2);
  const { code, stdout } = await program.run(['publish', 'short-film', clip, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ published: clip });
  await came;
  await untilState(ann, ({ peers }) => Object.keys(peers).length === 1);
});

test('the test card and its tone go on until Ctrl-C, which leaves in order', PATIENTLY, async () => {
  const ann = await onlooker('test-card');
  const { child, ended } = program.start([
    ...['publish', 'test-card', '--test', '--tone', '600', '--name', 'Card'],
  ]);
  await hearTone(await arrival(ann, 'Card', 'microphone'), 600);
  await arrival(ann, 'Card', 'camera');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({
    code: 0,
    stdout: 'Done: a test card and a tone of 600 Hz.\n',
  });
  await untilState(ann, ({ peers }) => Object.keys(peers).length === 1);
});

test('what is no film is refused before anybody joins', PATIENTLY, async () => {
  expect(await program.run(['publish', 'nothing', makeText()])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is no file with sound or pictures'),
  });
});

test('says so where there is no ffmpeg', PATIENTLY, async () => {
  expect(await program.run(['publish', 'nothing', '--test'], { PATH: '/nonexistent' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('apt install ffmpeg'),
  });
});

test('the screen of a machine without a monitor is shared', PATIENTLY, async () => {
  const ann = await onlooker('kiosk');
  const DISPLAY = await startScreen('white');
  const { child, ended } = program.start(['publish', 'kiosk', '--screen', '--name', 'Kiosk'], {
    DISPLAY,
  });
  const screen = await arrival(ann, 'Kiosk', 'screen');
  await seeFrame(screen, (brightness) => brightness > 220);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, stdout: `Done: the screen ${DISPLAY}.\n` });
});
