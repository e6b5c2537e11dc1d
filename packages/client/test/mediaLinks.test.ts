import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadMediaLink } from '../src/session/loadMediaLink.ts';
import { MediaLinks } from '../src/session/MediaLinks.ts';
import { Preparation } from '../src/session/Preparation.ts';
import { createCallStore } from '../src/session/store/createCallStore.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { FakeSocket, ok } from './support/FakeSocket.ts';
import { fakeDescription, fakeDevice } from './support/fakeMedia.ts';
import { aPreview } from './support/MembershipStage.ts';
import { recordingLog } from './support/recordingLog.ts';

const opened = () => ({
  send: fakeDescription(),
  receive: fakeDescription(),
  iceServers: [],
  consumers: [],
});

let socket: FakeSocket;
let signaling: SignalingClient;
let links: MediaLinks;
const transportId = () => links.current?.receive.transport.id;

beforeEach(async () => {
  socket = new FakeSocket();
  const connection = new Connection(socket, undefined, () => 0);
  const log = recordingLog();
  signaling = new SignalingClient(connection, log);
  const store = createCallStore('lab');
  const device = await fakeDevice();
  const preparation = new Preparation(store, signaling, device, log);
  const nothing = { attach: async () => {} };
  links = new MediaLinks({
    store,
    signaling,
    preparation,
    device,
    firstWish: { videos: 9, size: { width: 320, height: 180 } },
    local: nothing,
    watching: nothing,
    stats: { subscribe: () => () => {} },
    onTransport: () => {},
    log,
  });
  await loadMediaLink();
  store.setState({ phase: 'joined' });
  socket.answers('room:preview', () => ok(aPreview({ peerCount: 0, names: [] })));
  connection.open();
  back();
  await preparation.preview();
});
afterEach(() => {
  links.close();
  signaling.close();
});

function back(): void {
  socket.open();
  signaling.admit();
}

it('keeps its transports over a lost connection, while the server has them too', async () => {
  await links.use(opened());
  const before = transportId();
  socket.lose();
  back();
  links.resumed(true);
  expect(transportId()).toBe(before);
  expect(socket.names).not.toContain('media:open');
});

it('asks for new ones again when the answer was lost: the server may have no others', async () => {
  await links.use(opened());
  socket.keepsSilentAbout('media:open');
  void links.rebuild();
  await vi.waitFor(() => expect(socket.names).toContain('media:open'));
  socket.lose();
  back();
  const others = opened();
  socket.answers('media:open', () => ok(others));
  links.resumed(true);
  await vi.waitFor(() => expect(transportId()).toBe(others.receive.transportId));
  socket.lose();
  back();
  links.resumed(true);
  expect(socket.names.filter((name) => name === 'media:open')).toHaveLength(2);
});
