import { afterEach, expect, it } from 'vitest';
import { FaultClient } from '../../../../e2e/fixtures/faults.ts';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { CallSession } from '../../src/session/CallSession.ts';
import { selectPeers, selectPublication } from '../../src/session/store/selectors.ts';
import {
  greyCamera,
  headlessSession,
  hear,
  seeFrame,
  toneMicrophone,
  untilState,
} from '../support/headless.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

function session(url: string): CallSession {
  const made = headlessSession(url, 'moving');
  ending.push(() => made.leave());
  return made;
}

const ownPublication = (one: CallSession, source: 'camera' | 'microphone' | 'screen') => {
  const state = one.store.getState();
  return state.selfId === null ? undefined : selectPublication(state, state.selfId, source);
};

it('a call goes on when its media worker is killed: the same people, the same pictures, muted stays muted', async () => {
  const server = await ParleyServer.start({ FAULTS: '1' });
  ending.push(() => server.stop());
  const [ann, bob] = [session(server.url), session(server.url)];
  const [camera, slides] = [greyCamera(150), greyCamera(60)];
  const [annTone, bobTone] = [toneMicrophone(440), toneMicrophone(660)];
  ending.push(camera.stop, slides.stop, annTone.stop, bobTone.stop);
  await ann.publishTrack('camera', camera.track);
  await ann.publishTrack('screen', slides.track);
  await ann.publishTrack('microphone', annTone.track);
  await bob.publishTrack('microphone', bobTone.track);
  await Promise.all([ann.join('Ann'), bob.join('Bob')]);
  await untilState(bob, ({ received }) => Object.keys(received).length === 3);
  await bob.setMicrophone(false);
  await ann.setHand(true);
  const [picture, voice] = [ownPublication(ann, 'camera'), ownPublication(ann, 'microphone')];
  const screen = ownPublication(ann, 'screen');
  const before = await untilState(bob, (state) => {
    const peers = selectPeers(state);
    return peers.some(({ handRaisedAt }) => handRaisedAt !== null) && peers;
  });

  await new FaultClient(server.url).plant({ kind: 'worker-kill', room: 'moving' });

  const seen = await untilState(bob, ({ received, publications }) => {
    const now = picture && publications[picture.publicationId];
    return now && now.revision > picture.revision ? received[now.publicationId] : undefined;
  });
  await seeFrame(seen, (brightness) => Math.abs(brightness - 150) < 20);
  const shared = await untilState(bob, ({ received, publications }) => {
    const now = screen && publications[screen.publicationId];
    return now && now.revision > screen.revision ? received[now.publicationId] : undefined;
  });
  await seeFrame(shared, (brightness) => Math.abs(brightness - 60) < 20);
  const heard = await untilState(bob, ({ received, publications }) => {
    const now = voice && publications[voice.publicationId];
    return now && now.revision > voice.revision ? received[now.publicationId] : undefined;
  });
  await hear(heard, (rms) => rms > 1_000);

  expect(selectPeers(bob.store.getState())).toEqual(before);
  expect(bob.store.getState().connection.status).toBe('online');
  const muted = await untilState(ann, (state) => {
    const publication = selectPublication(state, bob.store.getState().selfId ?? '', 'microphone');
    return publication && publication.revision > 1 ? publication : undefined;
  });
  expect(muted.isPaused).toBe(true);
});
