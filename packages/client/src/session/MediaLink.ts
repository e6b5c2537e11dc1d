import { ParleyError } from '@parley/protocol/errors';
import type { Direction, OpenedMedia } from '@parley/protocol/media';
import type { Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import type { Certificate } from '../media/certificate.ts';
import type { MediaRequests } from '../media/MediaRequests.ts';
import { ReceiveSide } from '../media/ReceiveSide.ts';
import type { RtcDevice } from '../media/RtcDevice.ts';
import { SendSide } from '../media/SendSide.ts';
import type { MediaSample } from '../media/stats/MediaSample.ts';
import type { StatsSampler } from '../media/stats/StatsSampler.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { isCrowd } from './limits/isCrowd.ts';
import { mayBeDormant } from './limits/mayBeDormant.ts';
import { sendLimits } from './limits/sendLimits.ts';
import { nextUplink, WIDE_UPLINK } from './limits/uplink.ts';
import { PathKeeper } from './PathKeeper.ts';
import type { CallState } from './store/CallState.ts';
import type { CallStore } from './store/createCallStore.ts';
import { syncGroupOf } from './syncGroup.ts';

export type MediaLinkParts = {
  readonly device: RtcDevice;
  readonly certificate: Certificate | null;
  readonly signaling: SignalingClient;
  readonly store: CallStore;
  readonly stats: Pick<StatsSampler, 'subscribe'>;
  /** Is told of each publication that could not be received. */
  readonly onUnbuilt: (publicationId: string) => void;
  readonly log: Log;
};

/** Far more than a living line needs, and less than it takes to find out otherwise that it is dead. */
const RESTART_TIMEOUT_MS = 1_000;

/** Both transports of a peer: from their making to the leaving or to new ones in their place. */
export class MediaLink {
  readonly send: SendSide;
  readonly receive: ReceiveSide;
  readonly #path: PathKeeper;
  readonly #store: CallStore;
  readonly #stopMeasuring: () => void;
  #uplink = WIDE_UPLINK;

  /** @param connected the receiving transport, where it was connected ahead of the call */
  constructor(
    opened: Pick<OpenedMedia, 'send' | 'receive' | 'iceServers'>,
    connected: Transport | undefined,
    { device, certificate, signaling, store, stats, onUnbuilt, log }: MediaLinkParts,
  ) {
    const requests = mediaRequests(signaling);
    const common = { iceServers: opened.iceServers, certificate, requests };
    const sending = device.createTransport({
      ...common,
      direction: 'send',
      description: opened.send,
    });
    const receiving =
      connected ??
      device.createTransport({ ...common, direction: 'receive', description: opened.receive });
    this.send = new SendSide(sending, device, requests);
    this.receive = new ReceiveSide({
      transport: receiving,
      syncGroupOf: (id) => syncGroupOf(store.getState(), id),
      onUnbuilt,
      log,
    });
    const restart = async (direction: Direction) => {
      const reply = await signaling
        .request('media:restartIce', { direction }, { timeoutMs: RESTART_TIMEOUT_MS })
        .catch((error) => {
          // What took the media's path away took the socket's too, which may not show for a long time.
          if (!isOffline(error) && isTimeout(error)) signaling.reconnect();
          throw error;
        });
      return { ...reply, iceServers: [...device.allowedIceServers(reply.iceServers)] };
    };
    this.#path = new PathKeeper({
      transports: { send: sending, receive: receiving },
      restart,
      stats,
      pathChanged: (mediaPath) => store.setState({ mediaPath }),
      network: typeof window === 'undefined' ? undefined : window,
      log,
    });
    this.#store = store;
    this.#stopMeasuring = stats.subscribe((sample) => this.#measured(sample));
  }

  /** The signalling was away and has the same place again. */
  resumed(): void {
    this.#path.signalingIsBack();
  }

  /** Restarts ICE, although the browser may think that it is connected. */
  restartIce(): void {
    this.#path.doubt();
  }

  /** Of what is sent; what is received is the wish list's. */
  limit(state: Pick<CallState, 'limits' | 'publications' | 'selfId'>): void {
    const circumstances = { isInCrowd: isCrowd(state), isNarrow: this.#uplink.isNarrow };
    this.send.limit(sendLimits(state.limits, circumstances));
    if (mayBeDormant(state)) this.send.expectDormancy();
  }

  close(): void {
    this.#stopMeasuring();
    this.#path.stop();
    this.send.close();
    this.receive.close();
  }

  #measured({ send, sent, spanMs }: MediaSample): void {
    this.send.hear(sent, spanMs);
    const before = this.#uplink;
    this.#uplink = nextUplink(before, send?.availableOutgoingBitrate ?? null);
    if (this.#uplink.isNarrow !== before.isNarrow) this.limit(this.#store.getState());
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof ParleyError && error.code === 'timeout';
}

/** What the media asks of the server, asked over the signalling. */
function mediaRequests(signaling: SignalingClient): MediaRequests {
  return {
    connect: async (direction, fingerprint) => {
      await signaling.request('media:connect', { direction, fingerprint });
    },
    publish: (stream) => signaling.request('media:publish', stream),
    setPaused: async (publicationId, isPaused) => {
      await signaling.request('media:setPaused', { publicationId, isPaused });
    },
    setResting: async (publicationId, isResting) => {
      const request = { publicationId, isResting };
      return (await signaling.request('media:setResting', request)).isDormant;
    },
    unpublish: async (publicationId) => {
      await signaling.request('media:unpublish', { publicationId });
    },
  };
}
