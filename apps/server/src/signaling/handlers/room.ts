import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { IceServer, Opaque } from '@parley/protocol/media';
import type { Calls } from '../../calls/Calls.ts';
import { done, type TopicHandlers } from './Handlers.ts';

type Setup = { calls: Calls; rtpCapabilities: Opaque; iceServers: (peerId: string) => IceServer[] };

export function roomHandlers({ calls, rtpCapabilities, iceServers }: Setup): TopicHandlers<'room'> {
  return {
    'room:preview': ({ room, former }) => {
      calls.assertMayEnter(room, former);
      const open = calls.find(room)?.room;
      const names = (open?.peers() ?? []).map((peer) => peer.name);
      return {
        reply: {
          peerCount: names.length,
          names: names.slice(0, LIMITS.previewNames),
          isFull: open?.isFull ?? false,
          rtpCapabilities,
        },
      };
    },

    'room:join': (request, visitor) =>
      visitor.enter(async () => {
        const { call, place } = await calls.reservePlace(request.room, request.former);
        const joined = await call.admit(place, request, visitor.connection);
        const { peerId, snapshot } = joined;
        return {
          seat: { call, peerId },
          result: {
            reply: { ...joined, iceServers: iceServers(peerId) },
            afterwards: () => call.attach(peerId, visitor.connection, snapshot.seq),
          },
        };
      }),

    'room:resume': ({ room, ...claim }, visitor) =>
      visitor.enter(async () => {
        const call = calls.find(room);
        if (call === undefined) {
          throw new ParleyError('not-found', 'Your place in this room was not kept. Join again.');
        }
        const { reply, seq } = call.resume(visitor.connection, claim);
        const { peerId } = claim;
        return {
          seat: { call, peerId },
          result: { reply, afterwards: () => call.attach(peerId, visitor.connection, seq) },
        };
      }),

    'room:leave': (_request, { call, peerId, visitor }) => {
      visitor.leave();
      call.leave(peerId);
      return done;
    },
  };
}
