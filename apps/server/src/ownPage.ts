import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from a page of this server and not from one of another site, or from a program
 * that brings no cookie.
 *
 * @param host as the browser wrote it, proxies that are trusted considered
 * @param publicUrl how people reach this server, if it knows
 */
export function isOwnPage(
  headers: IncomingHttpHeaders,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  const { origin, cookie, 'sec-fetch-site': site } = headers;
  // Browsers alone set it (W3C Fetch Metadata), and it holds behind proxies that rewrite `Host`.
  if (typeof site === 'string') return site === 'same-origin';
  // Programs that are no browsers say nothing of an origin; they must, when they send a cookie.
  if (origin === undefined) return cookie === undefined;
  return origin === publicUrl || URL.parse(origin)?.host === host;
}
