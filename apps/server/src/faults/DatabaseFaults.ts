import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '@parley/protocol/faults';
import type { Storage } from '../storage/Storage.ts';

type Break = Extract<Fault, { kind: 'database-break' }>;

const DEFAULT_SLOWNESS_MS = 3_000;

/** Stands between the server and its database. */
export class DatabaseFaults {
  #before: (kind: 'read' | 'write') => Promise<void> = async () => {};

  /** @returns what ends it */
  break({ how, ms = DEFAULT_SLOWNESS_MS }: Break): () => void {
    const healed = Promise.withResolvers<void>();
    const before = {
      fail: () => Promise.reject(new Error('the database failed on demand')),
      full: (kind: 'read' | 'write') =>
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
    const before = (kind: 'read' | 'write') => this.#before(kind);
    const after =
      <Given extends unknown[], Result>(
        kind: 'read' | 'write',
        action: (...given: Given) => Promise<Result>,
      ) =>
      async (...given: Given): Promise<Result> => {
        await before(kind);
        return action(...given);
      };
    const { rooms, chat } = storage;
    return {
      ...storage,
      rooms: {
        ...rooms,
        touch: after('write', rooms.touch),
        find: after('read', rooms.find),
      },
      chat: {
        ...chat,
        append: after('write', chat.append),
        page: after('read', chat.page),
      },
      async ping(what = 'read') {
        await before(what);
        await storage.ping(what);
      },
      close: () => storage.close(),
    };
  }
}
