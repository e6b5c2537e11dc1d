import { ParleyError } from '@parley/protocol/errors';
import { Fault } from '@parley/protocol/faults';
import { isRoomName } from '@parley/protocol/ids';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Calls } from '../calls/Calls.ts';
import { holdsAdminToken, tokenNeeded } from '../http/adminToken.ts';
import { parseRequest } from '../parseRequest.ts';
import type { Faults } from './Faults.ts';

export type FaultRoutesSetup = { faults: Faults; calls: Calls; adminToken: string | undefined };

const PATH = '/api/v1/faults';

/** Plants, heals and looks up. With an `ADMIN_TOKEN` for its holder, without one for this machine. */
export function addFaultRoutes(app: FastifyInstance, setup: FaultRoutesSetup): void {
  const { faults, calls, adminToken } = setup;

  app.register(async (routes) => {
    routes.addHook('onRequest', async (request) => {
      if (!mayBreak(request, adminToken)) throw tokenNeeded();
    });

    routes.get(PATH, (request: FastifyRequest<{ Querystring: { room?: unknown } }>) => {
      const { room } = request.query;
      if (typeof room !== 'string' || !isRoomName(room)) {
        throw new ParleyError('bad-request', 'Say which room: ?room=amber-otter');
      }
      return faults.targets(calls, room);
    });

    routes.post(PATH, async (request, reply) => {
      await faults.plant(calls, parseRequest(Fault, request.body));
      return reply.code(204).send();
    });

    routes.delete(PATH, async (_request, reply) => {
      faults.heal();
      return reply.code(204).send();
    });
  });
}

function mayBreak(request: FastifyRequest, adminToken: string | undefined): boolean {
  if (adminToken !== undefined) return holdsAdminToken(request, adminToken);
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined;
  return !isForwarded && /^(?:(?:::ffff:)?127\.|::1$)/.test(request.ip);
}
