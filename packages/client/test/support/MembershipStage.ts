import type { RoomJoinReply } from '@parley/protocol/room';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { loadMediasoup } from '../../src/media/loadMediasoup.ts';
import { RtcDevice } from '../../src/media/RtcDevice.ts';
import { Membership } from '../../src/session/Membership.ts';
import { Preparation } from '../../src/session/Preparation.ts';
import { type CallStore, createCallStore } from '../../src/session/store/createCallStore.ts';
import { Connection } from '../../src/signaling/Connection.ts';
import { SignalingClient } from '../../src/signaling/SignalingClient.ts';
import { FakeSocket, ok } from './FakeSocket.ts';
import { fakeDescription } from './fakeMedia.ts';
import { type Recorder, recordingLog } from './recordingLog.ts';
import { aMessage, aPeer, aSnapshot } from './roomState.ts';

export const SIZE = { width: 320, height: 180 };

/** Somebody on the pre-join page of a room with Ann in it, where time stands still. */
export class MembershipStage {
  readonly socket = new FakeSocket();
  readonly store: CallStore = createCallStore('lab');
  readonly log: Recorder = recordingLog();
  readonly connection = new Connection(this.socket, undefined, () => 0);
  readonly membership: Membership;
  /** What the membership has said, in order. */
  readonly told: string[] = [];
  readonly #signaling = new SignalingClient(this.connection, this.log);

  constructor() {
    const { socket, store, log, connection, told } = this;
    const signaling = this.#signaling;
    const device = new RtcDevice({ handlerFactory: FakeHandler.createFactory(fakeParameters) });
    this.membership = new Membership(
      {
        store,
        connection,
        signaling,
        preparation: new Preparation(store, signaling, device, log),
        firstWish: { videos: 4, size: SIZE },
        places: undefined,
        log,
      },
      {
        entered: async ({ peerId }) => void told.push(`entered as ${peerId}`),
        resumed: (hasMedia) => told.push(hasMedia ? 'resumed' : 'resumed without media'),
        ended: () => told.push('ended'),
      },
    );
    socket.answers('room:preview', () => ok(aPreview({ peerCount: 1, names: ['Ann'] })));
    socket.answers('room:join', () => ok(joinReply('peer-self')));
    connection.open();
    socket.open();
  }

  /** Whether, and since when, Ann's hand is raised. */
  get hand(): number | null | undefined {
    return this.store.getState().peers['peer-ann1']?.handRaisedAt;
  }

  /** Lost, and the server is there again. */
  async reconnect(): Promise<void> {
    this.socket.lose();
    this.socket.open();
    await vi.advanceTimersByTimeAsync(0);
    // The device is loaded over several turns of the event loop.
    await vi.advanceTimersByTimeAsync(10);
  }

  close(): void {
    this.#signaling.close();
    this.connection.close();
  }
}

/** A new stage for each test of the file; the function gives that of the test that runs. */
export function stages(): () => MembershipStage {
  let stage: MembershipStage;
  // A module is loaded in real time, in which the clock of these tests stands still.
  beforeAll(async () => void (await loadMediasoup()));
  beforeEach(() => {
    vi.useFakeTimers();
    stage = new MembershipStage();
  });
  afterEach(() => {
    stage.close();
    vi.useRealTimers();
  });
  return () => stage;
}

export function aPreview(here: { peerCount: number; names: string[] }) {
  return {
    ...here,
    isFull: false,
    rtpCapabilities: fakeParameters.generateRouterRtpCapabilities(),
  };
}

export function joinReply(peerId: string, seq = 5): RoomJoinReply {
  return {
    peerId,
    resumeToken: 'r'.repeat(32),
    snapshot: aSnapshot({
      seq,
      peers: [aPeer('peer-ann1'), aPeer(peerId)],
      chat: { messages: [aMessage(1)], hasMore: false },
    }),
    send: fakeDescription(),
    receive: fakeDescription(),
    iceServers: [],
    consumers: [],
  };
}

export const handEvent = (raisedAt: number | null) => ({ peerId: 'peer-ann1', raisedAt });
