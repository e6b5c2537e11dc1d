import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import type { Storage } from './Storage.ts';
import { type RequestKind, wrapRepositories } from './wrapRepositories.ts';

/** An answer that takes longer comes too late for a person who waits for it. */
const TIME_LIMIT_MS = 4_000;

type Setup = {
  /** Calls `late` after so many milliseconds; returns what calls it off. */
  after: (ms: number, late: () => void) => () => void;
  log: BaseLogger;
};

/**
 * What the rest of the server sees of a database that may be slow, full or gone: each request ends in
 * time, with its result or with `unavailable`. A request that was given up may still be carried out; the
 * database does not say. `ping` rejects for as long as the last attempt to write has failed.
 */
export function guardStorage(storage: Storage, { after, log }: Setup): Storage {
  let hasFailed = false;
  let cannotWrite = false;

  const worked = () => {
    if (hasFailed) log.info('the database works again');
    hasFailed = false;
  };
  const failed = (error: unknown) => {
    if (!hasFailed) log.error({ err: error }, 'the database does not work');
    hasFailed = true;
  };

  async function inTime<Result>(action: () => Promise<Result>): Promise<Result> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const callOff = after(TIME_LIMIT_MS, () =>
      reject(new Error(`The database did not answer within ${TIME_LIMIT_MS} ms.`)),
    );
    try {
      return await Promise.race([action(), late]);
    } finally {
      callOff();
    }
  }

  const guarded =
    <Given extends unknown[], Result>(kind: RequestKind, action: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        const result = await inTime(() => action(...given));
        if (kind === 'write') cannotWrite = false;
        if (!cannotWrite) worked();
        return result;
      } catch (error) {
        // An answer like any other: what was asked for is not there.
        if (error instanceof ParleyError) throw error;
        if (kind === 'write') cannotWrite = true;
        failed(error);
        throw new ParleyError('unavailable', 'The database does not work right now.', undefined, {
          cause: error,
        });
      }
    };

  const pings = {
    read: guarded('read', () => storage.ping()),
    write: guarded('write', () => storage.ping('write')),
  };
  return {
    ...storage,
    ...wrapRepositories(storage, guarded),
    ping: () => (cannotWrite ? pings.write() : pings.read()),
    close: () => storage.close(),
  };
}
