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
  /** For guessing passwords, and for making accounts. */
  signIn: {
    /** Attempts of one address at one name. */
    pair: Budget;
    /** Of one address at all names. */
    address: Budget;
    /** Of the whole world at one name; browsers in which it was signed in before are exempt. */
    name: Budget;
    /** Of a browser in which that name was signed in before. */
    device: Budget;
    /** Reset codes tried from one address: they cannot be guessed, but each try is work. */
    reset: Budget;
    /** Passkeys that open nothing, from one address: each try is work, and nothing can be guessed. */
    passkey: Budget;
    /** Arrivals from a provider that let nobody in, from one address: each is work. */
    oidc: Budget;
    /** New accounts, and tries to make one, from one address. */
    signUp: Budget;
  };
  /** Mail that is sent on request. */
  mail: {
    /** To one account: more would fill somebody's box. */
    account: Budget;
    /** Asked for from one address. */
    address: Budget;
  };
  /** Bytes of files that guests of one address offer. */
  guestFiles: Budget;
  /** For ringing at somebody's; a ring that is answered counts for nothing. */
  ring: {
    /** Of one person at one other. */
    pair: Budget;
    /** Of one person at all others. */
    caller: Budget;
  };
};

/** Far above what a person with a busy hand does; far below what troubles the server. */
export const RATE_LIMITS: RateLimits = {
  socket: { points: 200, perS: 10 },
  address: { points: 6_000, perS: 10 },
  handshakes: { points: 400, perS: 10 },
  api: { points: 600, perS: 60 },
  signIn: {
    pair: { points: 10, perS: 900 },
    address: { points: 60, perS: 900 },
    name: { points: 100, perS: 3_600 },
    device: { points: 10, perS: 900 },
    reset: { points: 60, perS: 900 },
    passkey: { points: 60, perS: 900 },
    oidc: { points: 60, perS: 900 },
    signUp: { points: 60, perS: 3_600 },
  },
  mail: { account: { points: 5, perS: 3_600 }, address: { points: 30, perS: 3_600 } },
  guestFiles: { points: 500 * 1024 ** 2, perS: 86_400 },
  ring: { pair: { points: 5, perS: 600 }, caller: { points: 20, perS: 600 } },
};
