import type { IceServer } from '@parley/protocol/media';
import { done, type TopicHandlers } from './Handlers.ts';

type Setup = { iceServers: (peerId: string) => IceServer[] };

export function mediaHandlers({ iceServers }: Setup): TopicHandlers<'media'> {
  return {
    'media:open': async (offered, { call, peerId }) => {
      const { media, consumers } = await call.media.reopen(peerId, offered);
      const { send, receive } = media;
      return { reply: { send, receive, consumers, iceServers: iceServers(peerId) } };
    },

    'media:connect': async (request, { call, peerId }) => {
      await call.media.connect(peerId, request);
      return done;
    },

    'media:publish': async (request, { call, peerId }) => ({
      reply: await call.media.publish(peerId, request),
    }),

    'media:setPaused': async (request, { call, peerId }) => {
      await call.media.setPaused(peerId, request);
      return done;
    },

    'media:setResting': async (request, { call, peerId }) => ({
      reply: await call.media.setResting(peerId, request),
    }),

    'media:unpublish': async ({ publicationId }, { call, peerId }) => {
      await call.media.unpublish(peerId, publicationId);
      return done;
    },

    'media:want': async (request, { call, peerId }) => ({
      reply: await call.media.want(peerId, request),
    }),

    'media:resume': async ({ consumerIds }, { call, peerId }) => {
      await call.media.resume(peerId, consumerIds);
      return done;
    },

    'media:restartIce': async (request, { call, peerId }) => ({
      reply: {
        iceParameters: await call.media.restartIce(peerId, request),
        iceServers: iceServers(peerId),
      },
    }),
  };
}
