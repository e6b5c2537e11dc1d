import { afterEach, expect, it, vi } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { selectPublication } from '../../src/session/store/selectors.ts';
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
  vi.unstubAllGlobals();
  for (const end of ending.splice(0).reverse()) await end();
});

it('who cannot take in a picture any more makes new transports, and sees it', async () => {
  const server = await ParleyServer.start();
  ending.push(() => server.stop());
  const connections = refusingPictures();
  const [ann, bob] = [headlessSession(server.url, 'unbuilt'), headlessSession(server.url, 'unbuilt')];
  const [voice, camera] = [toneMicrophone(440), greyCamera(150)];
  ending.push(
    voice.stop,
    camera.stop,
    () => ann.leave(),
    () => bob.leave(),
  );
  await ann.publishTrack('microphone', voice.track);
  await Promise.all([ann.join('Ann'), bob.join('Bob')]);
  const received = (source: 'microphone' | 'camera') =>
    untilState(bob, (state) => {
      const { selfId } = ann.store.getState();
      const publication = selfId === null ? undefined : selectPublication(state, selfId, source);
      return publication && state.received[publication.publicationId];
    });
  await hear(await received('microphone'), (rms) => rms > 1_000);

  connections.refuse();
  await ann.publishTrack('camera', camera.track);

  await seeFrame(await received('camera'), (brightness) => Math.abs(brightness - 150) < 20);
  await hear(await received('microphone'), (rms) => rms > 1_000);
  expect(connections.refused).toBeGreaterThan(0);
});

/** Connections that are there when it is asked for get descriptions which name a picture twice: what no browser takes. */
function refusingPictures() {
  const living = new Set<RTCPeerConnection>();
  const broken = new Set<RTCPeerConnection>();
  const counts = { refused: 0 };
  class Connection extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      living.add(this);
    }

    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const { type, sdp = '' } = description;
      const pictures = sdp.slice(sdp.search(/^m=video/m));
      const isOffered = type === 'offer' && /^m=video/m.test(sdp);
      if (!broken.has(this) || !isOffered) return super.setRemoteDescription(description);
      counts.refused += 1;
      await super.setRemoteDescription({ type, sdp: sdp + pictures });
    }
  }
  vi.stubGlobal('RTCPeerConnection', Connection);
  return {
    refuse: () => {
      for (const connection of living) broken.add(connection);
    },
    get refused() {
      return counts.refused;
    },
  };
}
