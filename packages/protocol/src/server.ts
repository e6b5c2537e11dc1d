import * as z from 'zod/mini';

/**
 * The server takes no new rooms, lets the calls there are go on, and stops when the last one has ended
 * or this time is over. Then `server:closing` follows.
 */
export const ServerDraining = z.strictObject({
  closesInMs: z.number().check(z.int(), z.nonnegative()),
});

/** The server is about to stop. Clients keep the call's page open and come back by themselves. */
export const ServerClosing = z.strictObject({
  /** How long to wait before the first try, so that not everybody knocks at once. */
  retryInMs: z.number().check(z.int(), z.nonnegative()),
});
