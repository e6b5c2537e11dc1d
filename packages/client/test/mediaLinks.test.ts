import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { MediaSample } from '../src/media/stats/MediaSample.ts';
import { loadMediaLink } from '../src/session/loadMediaLink.ts';
import { MediaLinks } from '../src/session/MediaLinks.ts';
import { Preparation } from '../src/session/Preparation.ts';
import { createCallStore } from '../src/session/store/createCallStore.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { sample } from './quality/samples.ts';
import { FakeSocket, ok } from './support/FakeSocket.ts';
import { describeConsumer, fakeDescription, fakeDevice } from './support/fakeMedia.ts';
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
/** Those who want to know what both connections carry. */
let looks: Set<(look: MediaSample) => void>;
const transportId = () => links.current?.receive.transport.id;

beforeEach(async () => {
  looks = new Set();
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
    stats: {
      subscribe: (look) => {
        looks.add(look);
        return () => looks.delete(look);
      },
    },
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

it('makes new transports when something cannot be built: once for each publication, and not soon after one another', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  await links.use(opened());
  socket.answers('media:open', () => ok(opened()));
  const timesOpened = () => socket.names.filter((name) => name === 'media:open').length;
  const fail = async (publicationId: string) => {
    const side = links.current?.receive;
    if (!side) throw new Error('there is no link');
    vi.spyOn(side.transport, 'consume').mockRejectedValue(new Error('the browser refuses it'));
    await side.consume([describeConsumer(publicationId)]);
  };
  const first = transportId();
  await fail('ann-camera');
  await vi.waitFor(() => expect(transportId()).not.toBe(first));
  const second = transportId();
  vi.advanceTimersByTime(9_000);
  await fail('bob-camera');
  vi.advanceTimersByTime(1_000);
  await fail('ann-camera');
  vi.advanceTimersByTime(10_000);
  await fail('bob-micro');
  await vi.waitFor(() => expect(transportId()).not.toBe(second));
  expect(timesOpened()).toBe(2);
});

it('sends a screen in its full size alone while the way up is narrow, and in both when it is wide again', async () => {
  await links.use(opened());
  const send = links.current?.send;
  if (!send) throw new Error('there is no link');
  const limit = vi.spyOn(send, 'limit');
  const isScreenAlone = () => limit.mock.lastCall?.[0]('screen', new Set(['screen'])).isLargestAlone;
  const measured = (availableOutgoingBitrate: number | null) => {
    const { send: transport } = sample();
    for (const look of looks) {
      look(sample({ send: transport && { ...transport, availableOutgoingBitrate } }));
    }
  };
  measured(2_000_000);
  expect(limit).not.toHaveBeenCalled();
  measured(600_000);
  expect(isScreenAlone()).toBe(true);
  measured(null);
  measured(1_200_000);
  expect(limit).toHaveBeenCalledOnce();
  for (let look = 0; look < 5; look += 1) measured(2_000_000);
  expect(limit).toHaveBeenCalledTimes(2);
  expect(isScreenAlone()).toBe(false);
  links.close();
  expect(looks.size).toBe(0);
});
