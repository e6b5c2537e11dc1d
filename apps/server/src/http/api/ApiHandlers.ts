import type {
  AccessOf,
  ApiReplyOf,
  BodyOf,
  EndpointName,
  ParamsOf,
  QueryOf,
} from '@parley/protocol/api/endpoints';
import type { FastifyRequest } from 'fastify';
import type { CallerOf } from './Caller.ts';

/** What came in, checked. */
type Asked<Name extends EndpointName> = {
  readonly params: ParamsOf<Name>;
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  /** As it came, for what is no part of the table: cookies, the browser's name. */
  readonly request: FastifyRequest;
};

export type Answered<Reply> = {
  reply: Reply;
  /** Such as `set-cookie`. */
  headers?: Readonly<Record<string, string | string[]>>;
};

/** Throws or rejects with a ParleyError for what the caller should hear; anything else is a fault. */
type ApiHandler<Name extends EndpointName> = (
  asked: Asked<Name>,
  caller: CallerOf<AccessOf<Name>>,
) => Answered<ApiReplyOf<Name>> | Promise<Answered<ApiReplyOf<Name>>>;

/** One for each endpoint, or it does not compile. */
export type ApiHandlers = { readonly [Name in EndpointName]: ApiHandler<Name> };

/** The answer of an endpoint that only had to do something. */
export const done = { reply: undefined } as const;

/** The handlers of one topic. */
export type ApiTopic<Table> = Pick<ApiHandlers, Extract<keyof Table, EndpointName>>;
