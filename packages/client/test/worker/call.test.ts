import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { CallSession } from '../../src/session/CallSession.ts';
import { selectPublication } from '../../src/session/store/selectors.ts';
import {
  greyCamera,
  headlessSession,
  hear,
  seeFrame,
  toneMicrophone,
  untilState,
} from '../support/headless.ts';
import { recordingLog } from '../support/recordingLog.ts';

/** Two peers without a browser in a call over the real server and its SFU. */
describe('a call between two programs', () => {
  let server: ParleyServer;
  const ending: (() => unknown)[] = [];

  beforeAll(async () => {
    server = await ParleyServer.start();
  });
  afterEach(async () => {
    for (const end of ending.splice(0)) await end();
  });
  afterAll(() => server.stop());

  function session(room: string, log = recordingLog()): CallSession {
    const made = headlessSession(server.url, room, log);
    ending.push(() => made.leave());
    return made;
  }

  function camera(grey: number): MediaStreamTrack {
    const { track, stop } = greyCamera(grey);
    ending.push(stop);
    return track;
  }

  function microphone(frequency: number): MediaStreamTrack {
    const { track, stop } = toneMicrophone(frequency);
    ending.push(stop);
    return track;
  }

  it('carries picture, sound and chat both ways, and says when they stop', async () => {
    const log = recordingLog();
    const [ann, bob] = [session('both-ways', log), session('both-ways', log)];
    await ann.publishTrack('camera', camera(200));
    await ann.publishTrack('microphone', microphone(440));
    await bob.publishTrack('camera', camera(60));
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);

    const annSeesBob = await receivedTrack(ann, 'Bob', 'camera');
    const bobSeesAnn = await receivedTrack(bob, 'Ann', 'camera');
    const bobHearsAnn = await receivedTrack(bob, 'Ann', 'microphone');
    await seeFrame(annSeesBob, (brightness) => Math.abs(brightness - 60) < 20);
    await seeFrame(bobSeesAnn, (brightness) => Math.abs(brightness - 200) < 20);
    await hear(bobHearsAnn, (rms) => rms > 1_000);

    await ann.setMicrophone(false);
    expect(ann.store.getState().local.microphone).toMatchObject({ isWanted: false, isOn: false });
    await untilState(bob, (state) => isPaused(state, 'Ann', 'microphone'));
    await hear(bobHearsAnn, (rms) => rms < 10);
    await ann.setMicrophone(true);
    expect(ann.store.getState().local.microphone.isOn).toBe(true);
    await hear(bobHearsAnn, (rms) => rms > 1_000);

    ann.sendChat('hello <b>Bob</b>');
    const [message] = await untilState(bob, ({ chat }) => chat.messages.length > 0 && chat.messages);
    expect(message).toMatchObject({ text: 'hello <b>Bob</b>', name: 'Ann', position: 1 });
    await untilState(ann, ({ chat }) => chat.unsent.length === 0 && chat.messages.length === 1);
    expect(log.problems).toEqual([]);
  });

  it('receives only the pictures that are shown, and every sound', async () => {
    const [ann, bob] = [session('shown'), session('shown')];
    await ann.publishTrack('camera', camera(120));
    await ann.publishTrack('microphone', microphone(300));
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    const picture = await receivedTrack(bob, 'Ann', 'camera');
    const pictureId = publicationOf(bob, 'Ann', 'camera');

    bob.showPictures([]);
    const rest = await untilState(
      bob,
      ({ received }) => !received[pictureId] && Object.values(received),
    );
    expect(rest.map((track) => track.kind)).toEqual(['audio']);

    bob.showPictures([{ publicationId: pictureId, size: { width: 320, height: 240 } }]);
    expect(bob.store.getState().received[pictureId]).toBe(picture);
    await seeFrame(picture, (brightness) => Math.abs(brightness - 120) < 20);
  });

  it('takes a screen away with one wish, and the publication with it', async () => {
    const [ann, bob] = [session('screen'), session('screen')];
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    await ann.publishTrack('screen', camera(230));
    expect(ann.store.getState().local.screen.isOn).toBe(true);
    const screen = await receivedTrack(bob, 'Ann', 'screen');
    await seeFrame(screen, (brightness) => brightness > 200);
    await ann.setScreen(false);
    expect(ann.store.getState().local.screen).toMatchObject({ isWanted: false, isOn: false });
    await untilState(bob, ({ publications }) => Object.keys(publications).length === 0);
    expect(bob.store.getState().received).toEqual({});
  });

  it('ends on the last of many quick wishes', async () => {
    const [ann, bob] = [session('quick'), session('quick')];
    await ann.publishTrack('microphone', microphone(440));
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    await untilState(bob, (state) => isPaused(state, 'Ann', 'microphone') === undefined && true);
    const wishes = [false, true, false, true, true, false, true, false];
    await Promise.all(wishes.map((wish) => ann.setMicrophone(wish)));
    expect(ann.store.getState().local.microphone).toMatchObject({
      isWanted: false,
      isOn: false,
      isBusy: false,
    });
    await untilState(bob, (state) => isPaused(state, 'Ann', 'microphone'));
    const published = Object.values(bob.store.getState().publications);
    expect(published.map(({ source }) => source)).toEqual(['microphone']);
  });

  it('says goodbye: whoever stays sees an empty place at once', async () => {
    const [ann, bob] = [session('goodbye'), session('goodbye')];
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    await untilState(bob, ({ peers }) => Object.keys(peers).length === 2);
    await ann.leave();
    expect(ann.store.getState()).toMatchObject({ phase: 'left', connection: { status: 'closed' } });
    await untilState(bob, ({ peers }) => Object.keys(peers).length === 1);
  });
});

type State = ReturnType<CallSession['store']['getState']>;

function publicationIn(state: State, name: string, source: 'camera' | 'microphone' | 'screen') {
  const peer = Object.values(state.peers).find((one) => one.name === name);
  return peer && selectPublication(state, peer.peerId, source);
}

function publicationOf(session: CallSession, name: string, source: 'camera' | 'microphone'): string {
  const publication = publicationIn(session.store.getState(), name, source);
  if (!publication) throw new Error(`${name} has no ${source}`);
  return publication.publicationId;
}

/** True once it is there and paused. */
function isPaused(state: State, name: string, source: 'camera' | 'microphone'): true | undefined {
  return publicationIn(state, name, source)?.isPaused ? true : undefined;
}

function receivedTrack(
  session: CallSession,
  name: string,
  source: 'camera' | 'microphone' | 'screen',
): Promise<MediaStreamTrack> {
  return untilState(session, (state) => {
    const publication = publicationIn(state, name, source);
    return publication && state.received[publication.publicationId];
  });
}
