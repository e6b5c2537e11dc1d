import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import { RoomName } from '@parley/protocol/ids';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { SignedIn } from '../accounts/Sessions.ts';
import { toCalendar } from '../keptRooms/toCalendar.ts';
import type { Limiter } from '../Limiter.ts';
import { parseRequest } from '../parseRequest.ts';
import { assertAdmitted } from '../room/RoomGuard.ts';
import type { KeptRoomRecord } from '../storage/KeptRoomRepository.ts';
import type { Storage } from '../storage/Storage.ts';
import type { AddressOf } from '../trustProxy.ts';
import { originOf } from './originOf.ts';

type Setup = {
  storage: Pick<Storage, 'keptRooms'>;
  sessionOf: (request: FastifyRequest) => Promise<SignedIn | undefined>;
  publicUrl: string | undefined;
  addressOf: AddressOf;
  /** Of what an address may ask for below `/api/v1`. */
  limiter: Limiter;
};

const Params = z.strictObject({ room: RoomName });

/** When a room meets next, as a file for calendars. Whoever gets into the room gets it. */
export function addCalendars(app: FastifyInstance, setup: Setup): void {
  const { storage, sessionOf, publicUrl, addressOf, limiter } = setup;

  const read = async (request: FastifyRequest): Promise<KeptRoomRecord | undefined> => {
    const { room } = parseRequest(Params, request.params);
    const guard = await storage.keptRooms.guard(room);
    assertAdmitted(guard, (await sessionOf(request))?.account.accountId);
    return storage.keptRooms.find(room);
  };

  app.get(`${API_PREFIX}/rooms/:room/meeting.ics`, async (request, reply) => {
    await limiter.takeFrom(addressOf(request.raw), 1);
    const kept = await read(request);
    if (!kept?.meeting) throw new ParleyError('not-found', 'No meeting is planned in this room.');
    const origin = originOf(request, publicUrl);
    const { hostname } = new URL(origin);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', `attachment; filename="${kept.room}.ics"`)
      .header('cache-control', 'no-store')
      .send(toCalendar({ meeting: kept.meeting, url: `${origin}/r/${kept.room}`, host: hostname }));
  });
}
