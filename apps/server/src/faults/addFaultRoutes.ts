import { type ErrorCode, ParleyError } from '@parley/protocol/errors';
import { Fault } from '@parley/protocol/faults';
import { isRoomName } from '@parley/protocol/ids';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Calls } from '../calls/Calls.ts';
import { holdsAdminToken } from '../http/adminToken.ts';
import type { Faults } from './Faults.ts';

export type FaultRoutesSetup = { faults: Faults; calls: Calls; adminToken: string | undefined };

const PATH = '/api/v1/faults';
const STATUS: Partial<Record<ErrorCode, number>> = { 'bad-request': 400, 'not-found': 404 };

/** Plants, heals and looks up. With an `ADMIN_TOKEN` for its holder, without one for this machine. */
export function addFaultRoutes(app: FastifyInstance, setup: FaultRoutesSetup): void {
  const { faults, calls, adminToken } = setup;

  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, reply) => {
      if (mayBreak(request, adminToken)) return;
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ code: 'unauthorized', message: 'Send ADMIN_TOKEN as a bearer token.' });
    });

    routes.setErrorHandler((error, _request, reply: FastifyReply) => {
      if (!(error instanceof ParleyError)) throw error;
      return reply.code(STATUS[error.code] ?? 500).send(error.toWire());
    });

    routes.get(PATH, (request: FastifyRequest<{ Querystring: { room?: unknown } }>) => {
      const { room } = request.query;
      if (typeof room !== 'string' || !isRoomName(room)) {
        throw new ParleyError('bad-request', 'Say which room: ?room=amber-otter');
      }
      return faults.targets(calls, room);
    });

    routes.post(PATH, async (request, reply) => {
      const fault = Fault.safeParse(request.body);
      if (!fault.success) {
        throw new ParleyError('bad-request', 'There is no such fault.', {
          issues: fault.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
        });
      }
      await faults.plant(calls, fault.data);
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
