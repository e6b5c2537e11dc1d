import type { Endpoint } from '@parley/protocol/api/Endpoint';
import {
  type ApiReplyOf,
  type BodyOf,
  type EndpointName,
  endpoints,
  type ParamsOf,
  type QueryOf,
} from '@parley/protocol/api/endpoints';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import { toAnswerError } from './toAnswerError.ts';

type Given<Part extends string, Value> = Value extends undefined
  ? { [Name in Part]?: undefined }
  : { [Name in Part]: Value };

/** What an endpoint has to be told: what its table has, and nothing else. */
type AskedOf<Name extends EndpointName> = Given<'params', ParamsOf<Name>> &
  Given<'query', QueryOf<Name>> &
  Given<'body', BodyOf<Name>>;

/** The endpoint, and what it is told where there is something to tell. */
export type AskedFor<Name extends EndpointName> =
  Record<never, never> extends AskedOf<Name>
    ? [name: Name, asked?: AskedOf<Name>]
    : [name: Name, asked: AskedOf<Name>];

type ApiClientOptions = {
  /** Such as `https://meet.example.org`; in a page of that server nothing. */
  readonly url?: string;
  /** For programs: of a session, or ADMIN_TOKEN. */
  readonly token?: string;
};

const JSON_TYPE = 'application/json';

/** Asks a server's HTTP API; what comes back is checked against the table that the server answers by. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string | undefined;

  constructor({ url = '', token }: ApiClientOptions = {}) {
    this.#url = url;
    this.#token = token;
  }

  /** @throws {ParleyError} what the server answered; `timeout` when nothing came of it */
  async ask<Name extends EndpointName>(...[name, asked]: AskedFor<Name>): Promise<ApiReplyOf<Name>> {
    const [method = '', path = ''] = name.split(' ');
    const {
      params = {},
      query = {},
      body,
    } = (asked ?? {}) as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: unknown;
    };
    const place = path.replace(/:(\w+)/g, (_all, key: string) => encodeURIComponent(params[key] ?? ''));
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    const address = `${this.#url}${API_PREFIX}${place}${search === '' ? '' : `?${search}`}`;
    const answer = await this.#send(address, method, body);
    if (!answer.ok) throw toAnswerError(answer.status, await answer.text().catch(() => ''));
    const content: unknown = await answer.json().catch(() => undefined);
    const { reply }: Endpoint = endpoints[name];
    // The table says that this name and this reply belong together.
    return reply?.parse(content) as ApiReplyOf<Name>;
  }

  async #send(address: string, method: string, body: unknown): Promise<Response> {
    try {
      return await fetch(address, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': JSON_TYPE }),
          ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new ParleyError('timeout', 'The server cannot be reached.', undefined, { cause: error });
    }
  }
}
