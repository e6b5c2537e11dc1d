import type { Access } from '@parley/protocol/api/Endpoint';
import { ParleyError } from '@parley/protocol/errors';
import type { FastifyRequest } from 'fastify';
import type { SignedIn } from '../../accounts/Sessions.ts';
import type { Limiter } from '../../Limiter.ts';
import type { AddressOf } from '../../trustProxy.ts';
import { holdsAdminToken, tokenNeeded } from '../adminToken.ts';
import type { Caller } from './Caller.ts';

export type IdentifySetup = {
  adminToken: string | undefined;
  /** Whose session the request carries; it may be nobody's. */
  sessionOf: (request: FastifyRequest) => Promise<SignedIn | undefined>;
  addressOf: AddressOf;
  /** Of what an address may ask for below `/api/v1`. */
  limiter: Limiter;
};

/** So much of what an address may spend costs a token that is wrong: guessing ends soon. */
const WRONG_TOKEN_POINTS = 20;

export async function identify(request: FastifyRequest, setup: IdentifySetup): Promise<Caller> {
  const { adminToken, sessionOf, limiter } = setup;
  const isHolder = adminToken !== undefined && holdsAdminToken(request, adminToken);
  const address = setup.addressOf(request.raw);
  // The token is enough, whatever has become of the database: then of all times it is needed.
  const signedIn = isHolder ? undefined : await sessionOf(request);
  if (!isHolder && signedIn === undefined && request.headers.authorization !== undefined) {
    await limiter.takeFrom(address, WRONG_TOKEN_POINTS);
  }
  return {
    address,
    account: signedIn?.account,
    sessionId: signedIn?.sessionId,
    isOperator: isHolder || signedIn?.account.isOperator === true,
  };
}

/** @throws {ParleyError} `unauthorized` for one who is not known; `forbidden` for one who is */
export function assertMay(caller: Caller, access: Access, hasAdminToken: boolean): void {
  if (access === 'anybody') return;
  if (access === 'signed-in') {
    if (caller.account === undefined) throw new ParleyError('unauthorized', 'Sign in first.');
    return;
  }
  if (caller.isOperator) return;
  if (caller.account !== undefined) {
    throw new ParleyError('forbidden', 'This is for operators of this server.');
  }
  throw hasAdminToken
    ? tokenNeeded()
    : new ParleyError('unauthorized', 'This server has no ADMIN_TOKEN: set one and start it again.', {
        reason: 'no-admin-token',
      });
}
