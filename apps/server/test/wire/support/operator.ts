import type { ApiReplyOf, BodyOf, EndpointName } from '@parley/protocol/api/endpoints';
import type { TestServer } from './TestServer.ts';

/** `adminToken` of servers that are asked by `operator`. */
export const ADMIN_TOKEN = 'a-token-of-an-operator';

type Answer<Name extends EndpointName> = { status: number; body: ApiReplyOf<Name> };

/** Asks over HTTP as the operator; what fills the path's `:names` comes in their order. */
export async function operator<Name extends EndpointName>(
  server: TestServer,
  name: Name,
  { params = [], body }: { params?: string[]; body?: BodyOf<Name> } = {},
): Promise<Answer<Name>> {
  const [method = '', path = ''] = name.split(' ');
  const left = [...params];
  const answer = await fetch(`${server.url}/api/v1${path.replace(/:\w+/g, () => left.shift() ?? '')}`, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}
