import { ParleyError } from '@parley/protocol/errors';
import type { FastifyRequest } from 'fastify';

type Asking = Pick<FastifyRequest, 'method' | 'headers' | 'host'>;

/**
 * Refuses what a page of another site makes a browser send here, with or without this site's cookies.
 * Programs that are no browsers say nothing of an origin; they must, when they send a cookie.
 *
 * @param publicUrl how people reach this server, if it knows
 * @throws {ParleyError} `forbidden`
 */
export function assertSameOrigin(request: Asking, publicUrl: string | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin, cookie, 'sec-fetch-site': site } = request.headers;
  // Browsers alone set it (W3C Fetch Metadata), and it holds behind proxies that rewrite `Host`.
  if (typeof site === 'string' ? site === 'same-origin' : isOwn(origin, cookie, request, publicUrl)) {
    return;
  }
  throw new ParleyError('forbidden', 'This request came from another site.');
}

function isOwn(
  origin: string | undefined,
  cookie: string | undefined,
  request: Asking,
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined) return cookie === undefined;
  return origin === publicUrl || URL.parse(origin)?.host === request.host;
}
