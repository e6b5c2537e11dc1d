/** What may be spent within `perS` seconds. */
export type Budget = { points: number; perS: number };

export type RateLimits = {
  /** By one socket: points as in `WEIGHTS`. */
  socket: Budget;
  /** By all sockets of one address together. An office or a school can be one address. */
  address: Budget;
  /** New sockets from one address. */
  handshakes: Budget;
  /** By all requests to `/api/v1` from one address. */
  api: Budget;
};

/** Far above what a person with a busy hand does; far below what troubles the server. */
export const RATE_LIMITS: RateLimits = {
  socket: { points: 200, perS: 10 },
  address: { points: 6_000, perS: 10 },
  handshakes: { points: 400, perS: 10 },
  api: { points: 600, perS: 60 },
};
