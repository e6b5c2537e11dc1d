import * as z from 'zod/mini';

/** The server is about to stop. Clients keep the call's page open and come back by themselves. */
export const ServerClosing = z.strictObject({
  /** How long to wait before the first try, so that not everybody knocks at once. */
  retryInMs: z.number().check(z.int(), z.nonnegative()),
});
