import type { IncomingHttpHeaders } from 'node:http';
import { ROUND_MS } from './oidc/Rounds.ts';
import { CHALLENGE_MS } from './passkeys/webAuthn.ts';
import { SESSION_MS } from './Sessions.ts';

const DEVICE_S = 365 * 24 * 3_600;
const GUEST_S = 365 * 24 * 3_600;

/** The cookies, by RFC 6265; over https their names promise that nobody else could have set them. */
export class Cookies {
  readonly #isHttps: boolean;
  readonly #prefix: string;

  /** @param publicUrl how people reach this server, if it knows */
  constructor(publicUrl: string | undefined) {
    this.#isHttps = publicUrl?.startsWith('https:') === true;
    this.#prefix = this.#isHttps ? '__Host-' : '';
  }

  /** The session's token: from its cookie or, for programs, a bearer token (RFC 6750). */
  token(headers: IncomingHttpHeaders): string | undefined {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    return bearer ?? this.#read(headers, 'parley_session');
  }

  deviceMark(headers: IncomingHttpHeaders): string | undefined {
    return this.#read(headers, 'parley_device');
  }

  session(token: string): string {
    return this.#write('parley_session', token, SESSION_MS / 1000);
  }

  /** The session's cookie as it came, for another thirty days; nothing for a bearer token. */
  renewed(headers: IncomingHttpHeaders): string[] {
    const token = this.#read(headers, 'parley_session');
    return token === undefined ? [] : [this.session(token)];
  }

  noSession(): string {
    return this.#write('parley_session', '', 0);
  }

  device(mark: string): string {
    return this.#write('parley_device', mark, DEVICE_S);
  }

  guestMark(headers: IncomingHttpHeaders): string | undefined {
    return this.#read(headers, 'parley_guest');
  }

  guest(mark: string): string {
    return this.#write('parley_guest', mark, GUEST_S);
  }

  noGuest(): string {
    return this.#write('parley_guest', '', 0);
  }

  challengeMark(headers: IncomingHttpHeaders): string | undefined {
    return this.#read(headers, 'parley_challenge');
  }

  challenge(mark: string): string {
    return this.#write('parley_challenge', mark, CHALLENGE_MS / 1000);
  }

  noChallenge(): string {
    return this.#write('parley_challenge', '', 0);
  }

  oidcMark(headers: IncomingHttpHeaders): string | undefined {
    return this.#read(headers, 'parley_oidc');
  }

  oidc(mark: string): string {
    return this.#write('parley_oidc', mark, ROUND_MS / 1000);
  }

  noOidc(): string {
    return this.#write('parley_oidc', '', 0);
  }

  #read({ cookie = '' }: IncomingHttpHeaders, name: string): string | undefined {
    const wanted = `${this.#prefix}${name}=`;
    const pair = cookie.split(/; */).find((one) => one.startsWith(wanted));
    return pair?.slice(wanted.length) || undefined;
  }

  #write(name: string, value: string, maxAgeS: number): string {
    const secure = this.#isHttps ? '; Secure' : '';
    return `${this.#prefix}${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
  }
}
