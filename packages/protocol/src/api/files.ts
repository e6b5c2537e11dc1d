import * as z from 'zod/mini';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

export const FileLimits = z.strictObject({
  /** The largest file that is taken, in bytes; 0 where none is. */
  maxBytes: z.number().check(z.int(), z.nonnegative()),
});

/** Their bytes are no JSON and not in this table: `PUT` and `GET /files/:fileId`. */
export const fileEndpoints = {
  'GET /files': {
    access: 'anybody',
    summary: 'How large a file this server takes.',
    reply: FileLimits,
  },
} as const satisfies Record<EndpointKey, Endpoint>;
