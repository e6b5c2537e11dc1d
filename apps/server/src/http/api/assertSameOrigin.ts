import { ParleyError } from '@parley/protocol/errors';
import type { FastifyRequest } from 'fastify';
import { isOwnPage } from '../../ownPage.ts';

type Asking = Pick<FastifyRequest, 'method' | 'headers' | 'host'>;

/**
 * Refuses what a page of another site makes a browser send here, with or without this site's cookies.
 *
 * @param publicUrl how people reach this server, if it knows
 * @throws {ParleyError} `forbidden`
 */
export function assertSameOrigin(
  { method, headers, host }: Asking,
  publicUrl: string | undefined,
): void {
  if (method === 'GET' || method === 'HEAD' || isOwnPage(headers, host, publicUrl)) return;
  throw new ParleyError('forbidden', 'This request came from another site.');
}
