import { AccountId } from '@parley/protocol/account';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import { OpaqueId } from '@parley/protocol/ids';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import type { Accounts } from '../accounts/Accounts.ts';
import type { Limiter } from '../Limiter.ts';
import type { Picture } from '../storage/AccountRepository.ts';
import type { AddressOf } from '../trustProxy.ts';

type Setup = {
  accounts: Accounts;
  addressOf: AddressOf;
  /** Of what an address may ask for below `/api/v1`. */
  limiter: Limiter;
};

const Params = z.strictObject({ accountId: AccountId, version: OpaqueId });

/**
 * People's pictures. Whoever was shown a person knows the address of the picture, and nobody guesses one:
 * each version has a random id. It never changes, and a picture that is gone is not found any more.
 */
export function addPictures(app: FastifyInstance, { accounts, addressOf, limiter }: Setup): void {
  app.get(`${API_PREFIX}/accounts/:accountId/picture/:version`, async (request, reply) => {
    await limiter.takeFrom(addressOf(request.raw), 1);
    const picture = await find(accounts, request.params);
    if (picture === undefined) throw new ParleyError('not-found', 'There is no such picture.');
    return reply
      .type(picture.mediaType)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(picture.data);
  });
}

async function find(accounts: Accounts, asked: unknown): Promise<Picture | undefined> {
  // What can be nobody's is not asked for: not every database takes every text.
  const params = Params.safeParse(asked);
  if (!params.success) return undefined;
  const { accountId, version } = params.data;
  const account = await accounts.find(accountId);
  return account?.pictureVersion === version ? accounts.picture(accountId) : undefined;
}
