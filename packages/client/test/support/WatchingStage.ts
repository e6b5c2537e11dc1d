import type { RequestOf } from '@parley/protocol/contract';
import type { ConsumerDescription } from '@parley/protocol/media';
import { vi } from 'vitest';
import { ReceiveSide } from '../../src/media/ReceiveSide.ts';
import type { RtcDevice } from '../../src/media/RtcDevice.ts';
import { type CallStore, createCallStore } from '../../src/session/store/createCallStore.ts';
import { fromSnapshot } from '../../src/session/store/fromSnapshot.ts';
import { Watching } from '../../src/session/Watching.ts';
import { Connection } from '../../src/signaling/Connection.ts';
import { SignalingClient } from '../../src/signaling/SignalingClient.ts';
import { FakeSocket, ok } from './FakeSocket.ts';
import { describeConsumer, fakeDescription, fakeDevice } from './fakeMedia.ts';
import { type Recorder, recordingLog } from './recordingLog.ts';
import { aPeer, aPublication, aSnapshot } from './roomState.ts';

/** Of every picture that is shown, unless a test says otherwise. */
export const size = { width: 320, height: 180 };

/** Somebody in a call with Ann and Bob, whose server grants every wish. Time stands still: it passes by `settle`. */
export class WatchingStage {
  readonly socket = new FakeSocket();
  readonly store: CallStore = createCallStore('lab');
  readonly log: Recorder = recordingLog();
  readonly signaling: SignalingClient;
  readonly watching: Watching;
  /** As the server keeps them: what has been resumed is not described again. */
  readonly consumers = new Map<string, { description: ConsumerDescription; isBuilt: boolean }>();
  /** Microphones of which the server has no consumer for anybody. */
  readonly dormant = new Set<string>();
  readonly #device: RtcDevice;

  private constructor(device: RtcDevice) {
    this.#device = device;
    const connection = new Connection(this.socket, undefined, () => 0);
    this.signaling = new SignalingClient(connection, this.log);
    this.store.setState((state) => ({
      ...fromSnapshot(
        state,
        aSnapshot({
          peers: [aPeer('peer-self'), aPeer('peer-ann1'), aPeer('peer-bob1')],
          publications: [
            aPublication('ann-camera', 'peer-ann1', 'camera'),
            aPublication('ann-micro', 'peer-ann1', 'microphone'),
            aPublication('bob-camera', 'peer-bob1', 'camera'),
          ],
        }),
      ),
      selfId: 'peer-self',
    }));
    this.socket.answers('media:want', this.want);
    this.socket.answers('media:resume', this.resume);
    this.watching = new Watching(this.store, this.signaling, { videos: 9, size }, this.log);
    connection.open();
    this.socket.open();
    this.signaling.admit();
  }

  static async open(): Promise<WatchingStage> {
    vi.useFakeTimers();
    return new WatchingStage(await fakeDevice());
  }

  /** How the server answers to a list. */
  readonly want = ({ wishes }: RequestOf<'media:want'>): unknown => {
    const awake = wishes.filter(({ publicationId }) => !this.dormant.has(publicationId));
    const described = awake.map(({ publicationId }) => {
      const known = this.consumers.get(publicationId) ?? {
        description: describeConsumer(publicationId),
        isBuilt: false,
      };
      this.consumers.set(publicationId, known);
      return known;
    });
    return ok({
      consumers: described.filter(({ isBuilt }) => !isBuilt).map(({ description }) => description),
      unavailable: [],
      dormant: [...this.dormant],
    });
  };

  readonly resume = ({ consumerIds }: RequestOf<'media:resume'>): unknown => {
    for (const consumer of this.consumers.values()) {
      if (consumerIds.includes(consumer.description.consumerId)) consumer.isBuilt = true;
    }
    return ok({});
  };

  attach(first: readonly ConsumerDescription[] = [], description = fakeDescription()): Promise<void> {
    const { log } = this;
    const transport = this.#device.createTransport({
      direction: 'receive',
      description,
      iceServers: [],
      certificate: null,
      requests: { connect: async () => {} },
    });
    const side = new ReceiveSide({ transport, syncGroupOf: (id) => id, onUnbuilt: () => {}, log });
    return this.watching.attach(side, first);
  }

  readonly settle = () => vi.advanceTimersByTimeAsync(1_000);

  /** The lists that were sent. */
  readonly wanted = () =>
    this.socket.sent
      .filter(({ name }) => name === 'media:want')
      .map(({ data }) =>
        (data as RequestOf<'media:want'>).wishes.map(({ publicationId }) => publicationId),
      );

  readonly received = () => Object.keys(this.store.getState().received).sort();

  close(): void {
    this.watching.close();
    this.signaling.close();
    vi.useRealTimers();
  }
}
