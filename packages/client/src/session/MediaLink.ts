import type { Direction } from '@parley/protocol/media';
import type { RoomJoinReply } from '@parley/protocol/room';
import type { Log } from '../log.ts';
import type { Certificate } from '../media/certificate.ts';
import type { MediaRequests } from '../media/MediaRequests.ts';
import { ReceiveSide } from '../media/ReceiveSide.ts';
import type { RtcDevice } from '../media/RtcDevice.ts';
import { SendSide } from '../media/SendSide.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { type IceKeeper, keepIceAlive } from './keepIceAlive.ts';

import type { CallStore } from './store/createCallStore.ts';
import { syncGroupOf } from './syncGroup.ts';

export type MediaLinkParts = {
  readonly device: RtcDevice;
  readonly certificate: Certificate | null;
  readonly signaling: SignalingClient;
  readonly store: CallStore;
  readonly log: Log;
};

/** Both transports of one place in the room: from one join to the leaving or the next join. */
export class MediaLink {
  readonly send: SendSide;
  readonly receive: ReceiveSide;
  readonly #keepers: readonly IceKeeper[];

  constructor(
    reply: Pick<RoomJoinReply, 'send' | 'receive' | 'iceServers'>,
    { device, certificate, signaling, store, log }: MediaLinkParts,
  ) {
    const requests = mediaRequests(signaling);
    const common = { iceServers: reply.iceServers, certificate, requests };
    const sending = device.createTransport({
      ...common,
      direction: 'send',
      description: reply.send,
    });
    const receiving = device.createTransport({
      ...common,
      direction: 'receive',
      description: reply.receive,
    });
    this.send = new SendSide(sending, device, requests);
    this.receive = new ReceiveSide(receiving, (id) => syncGroupOf(store.getState(), id), log);
    const restart = (direction: Direction) => signaling.request('media:restartIce', { direction });
    this.#keepers = [
      keepIceAlive(sending, 'send', restart, log),
      keepIceAlive(receiving, 'receive', restart, log),
    ];
  }

  /** The signalling was away and has the same place again. */
  resumed(): void {
    for (const keeper of this.#keepers) keeper.signalingIsBack();
  }

  close(): void {
    for (const keeper of this.#keepers) keeper.stop();
    this.send.close();
    this.receive.close();
  }
}

/** What the media asks of the server, asked over the signalling. */
function mediaRequests(signaling: SignalingClient): MediaRequests {
  return {
    connect: async (direction, fingerprint) => {
      await signaling.request('media:connect', { direction, fingerprint });
    },
    publish: async (source, rtpParameters, isPaused) =>
      (await signaling.request('media:publish', { source, rtpParameters, isPaused })).publication,
    setPaused: async (publicationId, isPaused) => {
      await signaling.request('media:setPaused', { publicationId, isPaused });
    },
    unpublish: async (publicationId) => {
      await signaling.request('media:unpublish', { publicationId });
    },
  };
}
