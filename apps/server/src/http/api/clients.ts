import type { FastifyRequest } from 'fastify';
import type { Client, Entered } from '../../accounts/Authentication.ts';
import type { Cookies } from '../../accounts/Cookies.ts';
import type { Caller } from './Caller.ts';

/** Where somebody asks from who wants to come in. */
export function clientIn(
  { headers }: Pick<FastifyRequest, 'headers'>,
  { address }: Pick<Caller, 'address'>,
  cookies: Cookies,
): Client {
  return {
    address,
    userAgent: headers['user-agent'] ?? '',
    deviceMark: cookies.deviceMark(headers),
  };
}

/** What the browser of somebody who came in keeps. Whoever has an account here is no guest any more. */
export function entryCookies({ token, deviceMark }: Entered, cookies: Cookies): string[] {
  return [cookies.session(token), cookies.device(deviceMark), cookies.noGuest()];
}
