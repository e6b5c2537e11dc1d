import { isCheckRoom } from '@parley/protocol/ids';
import type { BaseLogger } from 'pino';
import type { Storage } from '../storage/Storage.ts';

type Setup = { storage: Pick<Storage, 'rooms'>; now: () => number; log: BaseLogger };

/** For the list of rooms there have been. Whoever joins an open call does not wait for a database. */
export async function noteJoin(room: string, { storage, now, log }: Setup): Promise<void> {
  if (isCheckRoom(room)) return;
  try {
    await storage.rooms.touch(room, now());
  } catch (error) {
    log.error({ err: error, room }, 'a join could not be noted in the database');
  }
}
