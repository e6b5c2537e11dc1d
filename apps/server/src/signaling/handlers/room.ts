import { ParleyError } from '@parley/protocol/errors';
import { isCheckRoom, type RoomName } from '@parley/protocol/ids';
import { LIMITS } from '@parley/protocol/limits';
import type { IceServer, Opaque } from '@parley/protocol/media';
import type { ProvenPlace } from '@parley/protocol/room';
import type { Call } from '../../calls/Call.ts';
import type { Calls } from '../../calls/Calls.ts';
import type { Identity } from '../../calls/Member.ts';
import type { CallCodes } from '../../codes/CallCodes.ts';
import type { RoomVisits } from '../../keptRooms/RoomVisits.ts';
import type { InCall } from '../../people/InCall.ts';
import type { RingRooms } from '../../ringing/RingRooms.ts';
import { asksWho, assertAdmitted } from '../../room/RoomGuard.ts';
import type { AccountMarks } from '../AccountMarks.ts';
import type { Visitor } from '../Visitor.ts';
import { done, type TopicHandlers } from './Handlers.ts';

type Setup = {
  calls: Calls;
  callCodes: CallCodes;
  ringRooms: Pick<RingRooms, 'assertMayEnter'>;
  rtpCapabilities: Opaque;
  iceServers: (peerId: string) => IceServer[];
  /** Whether people without an account may join rooms. */
  guestsAllowed: boolean;
  /** Told of everybody who has joined. */
  inCall: Pick<InCall, 'joined'>;
  visits: Pick<RoomVisits, 'joined'>;
  marks: Pick<AccountMarks, 'refresh'>;
};

export function roomHandlers(setup: Setup): TopicHandlers<'room'> {
  const { calls, callCodes, ringRooms, rtpCapabilities, iceServers, guestsAllowed } = setup;
  const { inCall, visits, marks } = setup;
  const assertNoGuest = (room: RoomName, { sessionId }: Visitor) => {
    // Whether calls work from here may be asked by everybody.
    if (guestsAllowed || sessionId !== undefined || isCheckRoom(room)) return;
    throw new ParleyError('unauthorized', 'Sign in first: this server lets no guests in.', {
      reason: 'guests',
    });
  };
  /** Who somebody is, where a room asks for it; undefined where it does not. */
  const assertMember = async (room: RoomName, visitor: Visitor): Promise<Identity | undefined> => {
    const guard = await calls.guardOf(room);
    if (!asksWho(guard)) return undefined;
    const identity = await visitor.account();
    assertAdmitted(guard, identity?.accountId);
    return identity;
  };
  const assertCalled = (room: RoomName, visitor: Visitor, former: ProvenPlace | undefined) =>
    ringRooms.assertMayEnter(room, {
      account: async () => (await visitor.account())?.accountId,
      former,
    });
  /** @returns who somebody is, where the room asks for it */
  const assertMayEnter = async (room: RoomName, visitor: Visitor, former: ProvenPlace | undefined) => {
    assertNoGuest(room, visitor);
    await callCodes.assertMayEnter(room, visitor.address, former);
    const identity = await assertMember(room, visitor);
    await assertCalled(room, visitor, former);
    return identity;
  };
  /** What is noted of somebody who has joined; they do not wait for it. */
  const note = (call: Call, peerId: string, identity: Promise<Identity | undefined>) => {
    const accountId = identity.then((known) => {
      if (known) {
        call.access.identify(peerId, known);
        marks.refresh(known.accountId);
      }
      return known?.accountId;
    });
    inCall.joined(peerId, call.room.name, accountId);
    if (call.access.guard.now) visits.joined(call.room.name, call.room.peer(peerId), accountId);
  };
  return {
    'room:preview': async ({ room, former }, visitor) => {
      assertNoGuest(room, visitor);
      calls.assertMayEnter(room, former);
      await callCodes.assertMayEnter(room, visitor.address, former);
      await assertMember(room, visitor).catch((error) => {
        // Of a room that nobody is in there is nothing to see, whatever has become of the database.
        if (calls.find(room) !== undefined || toCode(error) !== 'unavailable') throw error;
      });
      await assertCalled(room, visitor, former);
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

    'room:prepare': async ({ room, media }, visitor) => {
      calls.assertMayEnter(room, undefined);
      await assertMayEnter(room, visitor, undefined);
      const prepared = await visitor.prepare(async () => {
        const call = calls.find(room);
        if (call === undefined || call.room.isFull) return undefined;
        const path = await call.media.prepared.prepare(media);
        return path && { call, ...path };
      });
      const path = prepared && {
        receive: prepared.media.receive,
        iceServers: iceServers(prepared.peerId),
      };
      return { reply: { path: path ?? null } };
    },

    'room:join': (request, visitor) =>
      visitor.enter(async () => {
        const { room, joinId } = request;
        const unheard = joinId && calls.find(room)?.presence.freeThatOf(joinId);
        const former = unheard || request.former;
        const identity = await assertMayEnter(room, visitor, former);
        if (former) calls.find(room)?.presence.free(former);
        if (visitor.guestId) calls.find(room)?.presence.freeThoseOf(visitor.guestId);
        const { call, place } = await calls.reservePlace(room, former);
        const preparedAs = visitor.preparedIn(call, request.prepared);
        const { sessionId, guestId } = visitor;
        const who = { preparedAs, sessionId, guestId, identity };
        const joined = await call.admit(place, { ...request, former }, visitor.connection, who);
        const { peerId, snapshot } = joined;
        const present = call.room.peers().map((peer) => peer.peerId);
        callCodes.entered({ room, peerId, former, present });
        if (call.has(peerId) && !isCheckRoom(room)) {
          note(call, peerId, identity ? Promise.resolve(identity) : visitor.account());
        }
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

function toCode(error: unknown): string | undefined {
  return error instanceof ParleyError ? error.code : undefined;
}
