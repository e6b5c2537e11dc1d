import { afterEach, describe, expect, it } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { CallSession } from '../../src/session/CallSession.ts';
import { selectPeers, selectPublication } from '../../src/session/store/selectors.ts';
import { CuttableLine } from '../support/CuttableLine.ts';
import {
  greyCamera,
  headlessSession,
  seeFrame,
  toneMicrophone,
  untilState,
} from '../support/headless.ts';

/** What a session does by itself when the line, or the server, goes away and comes back. */
describe('a lost connection', () => {
  const ending: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function server(environment: Record<string, string> = {}): Promise<ParleyServer> {
    const started = await ParleyServer.start(environment);
    ending.push(() => started.stop());
    return started;
  }

  async function lineTo(port: number): Promise<CuttableLine> {
    const line = await CuttableLine.to(port);
    ending.push(() => line.close());
    return line;
  }

  function session(url: string): CallSession {
    const made = headlessSession(url, 'lost-and-found');
    ending.push(() => made.leave());
    return made;
  }

  function camera(grey: number): MediaStreamTrack {
    const { track, stop } = greyCamera(grey);
    ending.push(stop);
    return track;
  }

  it('is said at once, and resumed in the same place with what was missed', async () => {
    const { url, port } = await server();
    const line = await lineTo(port);
    const [ann, bob] = [session(url), session(line.url)];
    await ann.publishTrack('camera', camera(200));
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    const track = await cameraOf(bob, 'Ann');
    const { selfId } = bob.store.getState();

    line.cut();
    await untilState(bob, ({ connection }) => connection.status === 'reconnecting');
    ann.sendChat('first');
    ann.sendChat('second');
    await ann.setHand(true);
    await untilState(ann, ({ chat }) => chat.messages.length === 2);
    bob.sendChat('written without a line');
    const raising = bob.setHand(true);
    line.mend();

    await untilState(bob, ({ connection }) => connection.status === 'online');
    await raising;
    await untilState(bob, ({ chat }) => chat.messages.length === 3);
    await untilState(ann, ({ chat }) => chat.messages.length === 3);
    const { chat, peers, ...now } = bob.store.getState();
    expect(now.selfId).toBe(selfId);
    expect(chat.messages.map(({ text }) => text)).toEqual(['first', 'second', 'written without a line']);
    expect(chat.unsent).toEqual([]);
    expect(Object.values(peers).map(({ handRaisedAt }) => handRaisedAt)).not.toContain(null);
    // The media never stopped: it is the same track, and it still moves.
    expect(await cameraOf(bob, 'Ann')).toBe(track);
    await seeFrame(track, (brightness) => Math.abs(brightness - 200) < 20);
  });

  it('ends in a new place as the same peer when the old one was given up', async () => {
    const { url, port } = await server({ RECONNECT_CLOSED_GRACE_S: '0', RECONNECT_GRACE_S: '0' });
    const line = await lineTo(port);
    const [ann, bob] = [session(url), session(line.url)];
    await bob.publishTrack('camera', camera(90));
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    const { selfId } = bob.store.getState();
    await cameraOf(ann, 'Bob');

    line.cut();
    await untilState(ann, ({ peers }) => Object.keys(peers).length === 1);
    expect(ann.store.getState().received).toEqual({});
    line.mend();

    await untilState(bob, ({ connection }) => connection.status === 'online');
    expect(bob.store.getState().selfId).toBe(selfId);
    const again = await cameraOf(ann, 'Bob');
    await seeFrame(again, (brightness) => Math.abs(brightness - 90) < 20);
    // It may be seen before the server's answer is here.
    await untilState(bob, ({ local }) => local.camera.isWanted && local.camera.isOn);
  });

  it('to a server that was killed ends in the same call on the next one', async () => {
    const killed = await server();
    const [ann, bob] = [session(killed.url), session(killed.url)];
    await ann.publishTrack('camera', camera(170));
    const tone = toneMicrophone(440);
    ending.push(tone.stop);
    await ann.publishTrack('microphone', tone.track);
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    await cameraOf(bob, 'Ann');
    await ann.setMicrophone(false);
    ann.sendChat('before');
    await ann.setHand(true);
    await untilState(
      bob,
      ({ chat, peers }) =>
        chat.messages.length === 1 &&
        Object.values(peers).some(({ handRaisedAt }) => handRaisedAt !== null),
    );
    const before = peersOf(bob);

    await killed.kill9();
    await untilState(ann, ({ connection }) => connection.status === 'reconnecting');
    ann.sendChat('while it was down');
    await killed.restart();

    await untilState(
      bob,
      ({ chat, peers }) => chat.messages.length === 2 && Object.keys(peers).length === 2,
    );
    const texts = bob.store.getState().chat.messages.map(({ text }) => text);
    expect(texts).toEqual(['before', 'while it was down']);
    // The same people, in the same places, with the same turn.
    expect(peersOf(bob)).toEqual(before);
    const again = await cameraOf(bob, 'Ann');
    await seeFrame(again, (brightness) => Math.abs(brightness - 170) < 20);
    // Who was muted is muted.
    const microphone = await untilState(bob, (state) => publicationOf(state, 'Ann', 'microphone'));
    expect(microphone.isPaused).toBe(true);
    expect(ann.store.getState().local.microphone).toMatchObject({ isWanted: false, isOn: false });
  });
});

function peersOf(session: CallSession) {
  return selectPeers(session.store.getState());
}

type State = ReturnType<CallSession['store']['getState']>;

function publicationOf(state: State, name: string, source: 'camera' | 'microphone') {
  const peer = Object.values(state.peers).find((one) => one.name === name);
  return peer && selectPublication(state, peer.peerId, source);
}

function cameraOf(session: CallSession, name: string): Promise<MediaStreamTrack> {
  return untilState(session, (state) => {
    const publication = publicationOf(state, name, 'camera');
    return publication && state.received[publication.publicationId];
  });
}
