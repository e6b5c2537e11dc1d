import { toCheckRoom } from '@parley/protocol/ids';
import { LIMITS } from '@parley/protocol/limits';
import { describe, expect, test } from 'vitest';
import type { Storage } from '../../src/storage/Storage.ts';
import { TestServer } from './support/TestServer.ts';

const newCheckRoom = () => toCheckRoom(crypto.getRandomValues(new Uint8Array(24)));

/** Counts what is asked of the database. */
function counting(touched: string[]) {
  return (storage: Storage): Storage => ({
    ...storage,
    rooms: {
      ...storage.rooms,
      touch: (name, at) => {
        touched.push(`touch ${name}`);
        return storage.rooms.touch(name, at);
      },
    },
    chat: {
      ...storage.chat,
      page: (room, query) => {
        touched.push(`page ${room}`);
        return storage.chat.page(room, query);
      },
    },
  });
}

describe('a room of the self-test', () => {
  test('[J10] asks nothing of the database', async () => {
    const touched: string[] = [];
    const server = await TestServer.start({ wrapStorage: counting(touched) });
    await server.join(newCheckRoom(), 'Probe');
    expect(touched).toEqual([]);
    await server.join('home', 'Ada');
    expect(touched).toEqual(['page home', 'touch home']);
  });

  test('[J10] is too small to live in, and large enough for a check, whatever the operator says', async () => {
    const server = await TestServer.start({
      config: { roomMaxPeers: 2 },
    });
    const room = newCheckRoom();
    for (let i = 0; i < LIMITS.checkPeers; i += 1) await server.join(room, `Probe ${i}`);
    await expect(server.join(room, 'One more')).rejects.toMatchObject({ code: 'full' });
  });

  test('[J10] is no place to meet: nothing is said in it, and it ends after ten minutes', async () => {
    const server = await TestServer.start();
    const probe = await server.join(newCheckRoom(), 'Probe');
    await expect(probe.say('psst')).rejects.toMatchObject({ code: 'forbidden' });
    server.timers.advance(10 * 60 * 1000 - 1);
    await probe.request('hand:set', { isRaised: true });
    server.timers.advance(1);
    await probe.hears('room:ended');
    expect(server.media.counts().rooms).toBe(0);
  });
});
