import type * as z from 'zod/mini';

/**
 * Who may ask: everybody; whoever is signed in with an account; or an operator, who holds `ADMIN_TOKEN`
 * or is signed in with an operator's account.
 */
export type Access = 'anybody' | 'signed-in' | 'operator';

/** What `/api/v1` offers at one method and path. Whatever is left out has no content. */
export type Endpoint = {
  readonly access: Access;
  /** One sentence for people who read the description of the API. */
  readonly summary: string;
  /** What `:name` in the path stands for. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly reply?: z.ZodMiniType;
};

/** `GET /rooms/:room`: the method and the path below `/api/v1`. */
export type EndpointKey = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
