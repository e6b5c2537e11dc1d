import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts/Accounts.ts';

type Params = { accountId: string; version: string };

/**
 * People's pictures. Whoever was shown a person knows the address of the picture, and nobody guesses one:
 * each version has a random id. It never changes, and a picture that is gone is not found any more.
 */
export function addPictures(app: FastifyInstance, accounts: Accounts): void {
  app.get(
    `${API_PREFIX}/accounts/:accountId/picture/:version`,
    async ({ params }: FastifyRequest<{ Params: Params }>, reply) => {
      const account = await accounts.find(params.accountId);
      const isThere = account !== undefined && account.pictureVersion === params.version;
      const picture = isThere ? await accounts.picture(account.accountId) : undefined;
      if (picture === undefined) throw new ParleyError('not-found', 'There is no such picture.');
      return reply
        .type(picture.mediaType)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(picture.data);
    },
  );
}
