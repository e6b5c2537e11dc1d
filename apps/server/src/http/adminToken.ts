import { createHash, timingSafeEqual } from 'node:crypto';
import { ParleyError } from '@parley/protocol/errors';
import type { FastifyRequest } from 'fastify';

/** Whether a request carries the operator's token (RFC 6750); takes the same time for every wrong one. */
export function holdsAdminToken(request: FastifyRequest, adminToken: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(sha256(given), sha256(adminToken));
}

export function tokenNeeded(): ParleyError {
  return new ParleyError('unauthorized', 'Send ADMIN_TOKEN as a bearer token.');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
