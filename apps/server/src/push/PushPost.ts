import { lookup as resolve } from 'node:dns';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { PushReach } from './PushReach.ts';

/** A push service answers within a second; a trap does not. */
const PATIENCE_MS = 10_000;
/** What waits for slow services must not use up this server. */
const UNDER_WAY = 200;

type Letter = { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

/** Posts to push services, and to nothing else that an address may lead to. */
export class PushPost {
  readonly #reach: PushReach;
  readonly #closed = new AbortController();
  #underWay = 0;

  constructor(reach: PushReach) {
    this.#reach = reach;
  }

  /** Whether such an address can be a push service's. Where its name leads is looked at with each request. */
  isAddress(endpoint: string): boolean {
    const url = URL.parse(endpoint);
    if (url === null || url.username !== '' || url.password !== '') return false;
    const host = hostOf(url);
    return (
      this.#reach.protocols.includes(url.protocol) && (isIP(host) === 0 || this.#reach.mayReach(host))
    );
  }

  /**
   * Nothing that is answered but the status is read, and nobody is followed elsewhere.
   *
   * @returns the status
   * @throws {Error} when there was no answer, or the address leads somewhere else
   */
  async send(endpoint: string, letter: Letter): Promise<number> {
    if (!this.isAddress(endpoint)) throw new Error('not an address of a push service');
    if (this.#underWay >= UNDER_WAY) throw new Error('too many notifications are under way');
    this.#underWay += 1;
    try {
      return await this.#post(new URL(endpoint), letter);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** What is under way ends. */
  close(): void {
    this.#closed.abort();
  }

  #post(url: URL, { headers, body }: Letter): Promise<number> {
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
      // A connection is not kept: the next one is looked at anew.
      agent: false,
      lookup: this.#lookup,
      signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(PATIENCE_MS)]),
    };
    return new Promise((answered, failed) => {
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
      request.on('error', failed);
      request.on('response', (response) => {
        answered(response.statusCode ?? 0);
        response.on('error', () => undefined);
        response.destroy();
      });
      request.end(body);
    });
  }

  /** The very addresses that are connected to are looked at: a name may lead elsewhere the next time. */
  readonly #lookup: LookupFunction = (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => this.#reach.mayReach(address))) {
        return found(new Error('the name leads to a network that is not public'), []);
      }
      if (options.all) found(null, addresses);
      else found(null, first.address, first.family);
    });
  };
}

/** Without the brackets of IPv6. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
