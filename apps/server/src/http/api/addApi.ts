import type { Endpoint } from '@parley/protocol/api/Endpoint';
import { type EndpointName, endpoints } from '@parley/protocol/api/endpoints';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { parseRequest } from '../../parseRequest.ts';
import type { Answered, ApiHandlers } from './ApiHandlers.ts';
import { assertSameOrigin } from './assertSameOrigin.ts';
import type { Caller } from './Caller.ts';
import { assertMay, type IdentifySetup, identify } from './identify.ts';

export type ApiSetup = IdentifySetup & {
  handlers: ApiHandlers;
  publicUrl: string | undefined;
};

/**
 * The one place where HTTP requests for more than files come in: rate limit, origin, who asks, schema,
 * handler, schema again, answer.
 */
export function addApi(app: FastifyInstance, setup: ApiSetup): void {
  const { handlers, publicUrl, adminToken, addressOf, limiter } = setup;

  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const [method, path] = name.split(' ') as [HTTPMethods, string];
    const { access, params, query, body, reply: replySchema }: Endpoint = endpoints[name];
    // The table says that this name and what was parsed belong together; the compiler cannot follow
    // it through a union of all names.
    const handler = handlers[name] as (asked: unknown, caller: Caller) => Promise<Answered<unknown>>;
    app.route({
      method,
      url: API_PREFIX + path,
      // Before anything of a body is read.
      onRequest: async (request) => {
        await limiter.takeFrom(addressOf(request.raw), 1);
        assertSameOrigin(request, publicUrl);
      },
      handler: async (request, reply) => {
        const caller = await identify(request, setup);
        assertMay(caller, access, adminToken !== undefined);
        const asked = {
          params: params && parseRequest(params, request.params),
          query: query && parseRequest(query, request.query),
          body: body && parseRequest(body, request.body),
          request,
        };
        const answered = await handler(asked, caller);
        void reply.headers(answered.headers ?? {});
        if (replySchema === undefined) return reply.code(204).send();
        // What does not fit its schema is a fault of ours, and nobody gets to see it.
        return reply.send(replySchema.parse(answered.reply));
      },
    });
  }
}
