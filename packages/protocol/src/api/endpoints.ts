import type * as z from 'zod/mini';
import { accountEndpoints } from './accounts.ts';
import { codeEndpoints } from './code.ts';
import { doorsEndpoints } from './doors.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';
import { fileEndpoints } from './files.ts';
import { guestEndpoints } from './guest.ts';
import { keptRoomEndpoints } from './keptRooms.ts';
import { mailEndpoints } from './mail.ts';
import { oidcEndpoints } from './oidc.ts';
import { operatorEndpoints } from './operators.ts';
import { passkeyEndpoints } from './passkeys.ts';
import { pushEndpoints } from './push.ts';
import { roomsEndpoints } from './rooms.ts';
import { serverEndpoints } from './server.ts';

/**
 * All of the HTTP API. The server's routes, its description in OpenAPI and the clients' types come from
 * this table; each topic has a file of its own.
 */
export const endpoints = {
  ...serverEndpoints,
  ...accountEndpoints,
  ...passkeyEndpoints,
  ...oidcEndpoints,
  ...mailEndpoints,
  ...pushEndpoints,
  ...guestEndpoints,
  ...fileEndpoints,
  ...keptRoomEndpoints,
  ...doorsEndpoints,
  ...roomsEndpoints,
  ...codeEndpoints,
  ...operatorEndpoints,
} as const satisfies Record<EndpointKey, Endpoint>;

export type EndpointName = keyof typeof endpoints;

type EndpointOf<Name extends EndpointName> = (typeof endpoints)[Name];
type Parsed<Name extends EndpointName, Part extends keyof Endpoint> =
  EndpointOf<Name> extends Record<Part, infer Schema extends z.ZodMiniType>
    ? z.infer<Schema>
    : undefined;

export type AccessOf<Name extends EndpointName> = EndpointOf<Name>['access'];
export type ParamsOf<Name extends EndpointName> = Parsed<Name, 'params'>;
export type QueryOf<Name extends EndpointName> = Parsed<Name, 'query'>;
export type BodyOf<Name extends EndpointName> = Parsed<Name, 'body'>;
/** Undefined for an endpoint that only does something. */
export type ApiReplyOf<Name extends EndpointName> = Parsed<Name, 'reply'>;
