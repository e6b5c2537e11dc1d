import { ParleyError } from '@parley/protocol/errors';
import type { Opaque } from '@parley/protocol/media';
import type { MediaRoomEvents, MediaServer, WorkerLoad } from '../MediaServer.ts';
import type { ReadyMicrophonesOptions } from '../ReadyMicrophones.ts';
import { FakeMediaRoom } from './FakeMediaRoom.ts';
import { FAKE_RTP_CAPABILITIES } from './fakeParameters.ts';

/** What is open at the moment, over all rooms. */
export type FakeCounts = {
  rooms: number;
  peers: number;
  transports: number;
  producers: number;
  consumers: number;
  /** Consumers that would be sending: resumed, wished for, and their publication is not paused. */
  flowing: number;
};

/**
 * A media server without a native worker and without packets. It checks every id and shape that the
 * real one would refuse and counts what is open, so that tests of the rules above it cannot pass by
 * accident.
 */
export class FakeMediaServer implements MediaServer {
  readonly rtpCapabilities: Opaque = FAKE_RTP_CAPABILITIES;
  /** Settable by tests; the real one is not ready while a worker is being replaced. */
  isReady = true;
  readonly workerDeaths = 0;
  /** Settable by tests, for the rooms that are opened after. */
  readyMicrophones: ReadyMicrophonesOptions = {};
  #rooms: FakeMediaRoom[] = [];
  #isTaking = true;

  /** Open rooms, the oldest first. */
  get rooms(): readonly FakeMediaRoom[] {
    return this.#rooms.filter((room) => !room.isClosed);
  }

  async createRoom(events: MediaRoomEvents): Promise<FakeMediaRoom> {
    if (!this.#isTaking) throw new ParleyError('internal', 'No media worker is running at the moment.');
    const room = new FakeMediaRoom(events, this.readyMicrophones);
    this.#rooms = [...this.rooms, room];
    return room;
  }

  /** For tests: no worker is running. */
  refuseRooms(): void {
    this.#isTaking = false;
  }

  /** For tests: a worker is running again. */
  takeRooms(): void {
    this.#isTaking = true;
  }

  async load(): Promise<WorkerLoad[]> {
    const { rooms, transports, producers, consumers } = this.counts();
    const process = { pid: 1, piped: 0, cpuSeconds: 0, peakMemoryBytes: 0 };
    return [{ ...process, rooms, transports, producers, consumers }];
  }

  counts(): FakeCounts {
    const peers = this.rooms.flatMap((room) => room.peers);
    const sum = (count: (peer: (typeof peers)[number]) => number) =>
      peers.reduce((total, peer) => total + count(peer), 0);
    return {
      rooms: this.rooms.length,
      peers: peers.length,
      transports: peers.length * 2,
      producers: sum((peer) => peer.publications.length),
      consumers: sum((peer) => peer.consumers.length),
      flowing: sum((peer) => peer.consumers.filter((one) => one.isFlowing).length),
    };
  }

  async close(): Promise<void> {
    for (const room of this.rooms) room.close();
    this.isReady = false;
  }
}

export function createFakeMediaServer(): FakeMediaServer {
  return new FakeMediaServer();
}
