import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '@parley/protocol/faults';
import type { Storage } from '../storage/Storage.ts';
import { type RequestKind, wrapRepositories } from '../storage/wrapRepositories.ts';

type Break = Extract<Fault, { kind: 'database-break' }>;

const DEFAULT_SLOWNESS_MS = 3_000;

/** Stands between the server and its database. */
export class DatabaseFaults {
  #before: (kind: RequestKind) => Promise<void> = async () => {};

  /** @returns what ends it */
  break({ how, ms = DEFAULT_SLOWNESS_MS }: Break): () => void {
    const healed = Promise.withResolvers<void>();
    const before = {
      fail: () => Promise.reject(new Error('the database failed on demand')),
      full: (kind: RequestKind) =>
        kind === 'write'
          ? Promise.reject(new Error('database or disk is full (on demand)'))
          : Promise.resolve(),
      slow: () => pause(ms),
      hang: () => healed.promise,
    }[how];
    this.#before = before;
    return () => {
      healed.resolve();
      if (this.#before === before) this.#before = async () => {};
    };
  }

  wrap(storage: Storage): Storage {
    return {
      ...storage,
      ...wrapRepositories(storage, (kind, request) => async (...given) => {
        await this.#before(kind);
        return request(...given);
      }),
      ping: async (what = 'read') => {
        await this.#before(what);
        await storage.ping(what);
      },
      close: () => storage.close(),
    };
  }
}
