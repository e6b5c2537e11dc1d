import { once } from 'node:events';
import { createServer } from 'node:net';
import { observer } from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePorts } from '../../../../tools/testing/freePorts.ts';
import { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join, patiently } from './support/join.ts';
import { RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

/** mediasoup's workers as they are started while the test runs. */
function newWorkers(): Worker[] {
  const workers: Worker[] = [];
  const note = (worker: Worker) => workers.push(worker);
  observer.on('newworker', note);
  onTestFinished(() => {
    observer.off('newworker', note);
  });
  return workers;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the workers', () => {
  test('rooms are spread over them', async () => {
    const server = await startMedia({ workers: 2 });
    const rooms = await Promise.all([1, 2, 3, 4].map(() => openRoom(server)));
    expect((await server.load()).map((load) => load.rooms)).toEqual([2, 2]);
    // What counts most is how much is sent, not how many rooms there are.
    const [crowded] = rooms;
    if (!crowded) throw new Error('no room');
    const [ann, bob] = [await join(server, crowded), await join(server, crowded)];
    await bob.watch([await ann.speak(440)]);
    for (const _ of [1, 2]) await openRoom(server);
    const loads = (await server.load()).toSorted((a, b) => b.consumers - a.consumers);
    expect(loads.map((load) => [load.rooms, load.consumers])).toEqual([
      [2, 1],
      [4, 0],
    ]);
    for (const load of loads) {
      expect(load.pid).toBeGreaterThan(0);
      expect(load.peakMemoryBytes).toBeGreaterThan(1024 ** 2);
      expect(load.cpuSeconds).toBeGreaterThanOrEqual(0);
    }
  });

  test('one that is killed takes its rooms along and is replaced', async () => {
    const server = await startMedia({ workers: 2 });
    const lost = [vi.fn(), vi.fn()];
    const rooms = await Promise.all(lost.map((tell) => openRoom(server, { lost: tell })));
    const [room] = rooms;
    if (!room) throw new Error('no room');
    const ann = await join(server, room);
    await ann.speak(440);
    const before = await server.load();
    const victim = before.find((load) => load.producers === 1);
    if (!victim) throw new Error('no worker carries the room');

    process.kill(victim.pid, 'SIGKILL');
    await vi.waitFor(() => expect(lost[0]).toHaveBeenCalledOnce(), patiently);
    expect(lost[1]).not.toHaveBeenCalled();
    expect(server.isReady).toBe(false);
    expect(server.workerDeaths).toBe(1);
    expect((await server.load()).map((load) => load.rooms)).toEqual([1]);
    await expect(ann.media.setPaused('whatever', true)).rejects.toMatchObject({ code: 'not-found' });
    await expect(HeadlessPeer.join(server, room)).rejects.toMatchObject({ code: 'not-found' });

    await vi.waitFor(() => expect(server.isReady).toBe(true), patiently);
    const replaced = await openRoom(server);
    const [cai, dia] = [await join(server, replaced), await join(server, replaced)];
    const sound = await cai.speak(700);
    await dia.watch([sound]);
    await vi.waitFor(() => expect(dia.ear(sound).amplitude(700)).toBeGreaterThan(0.1), patiently);
    const after = await server.load();
    expect(after.map((load) => load.pid)).not.toContain(victim.pid);
    expect(after.find((load) => load.producers === 1)?.transports).toBe(4);
  });

  test('ten who come and go leave nothing behind', async () => {
    const workers = newWorkers();
    const server = await startMedia();
    const room = await openRoom(server);
    const [worker] = workers;
    if (!worker) throw new Error('no worker');
    const ann = await join(server, room);
    const [sound, picture] = [await ann.speak(440), await ann.show(RED)];
    const handlers = async () => (await worker.dump()).channelMessageHandlers;
    const before = { load: await server.load(), handlers: await handlers() };
    for (let round = 0; round < 10; round += 1) {
      const guest = await HeadlessPeer.join(server, room);
      await guest.watch([sound, picture]);
      await ann.watch([await guest.show(RED), await guest.speak(900)]);
      expect((await server.load())[0]).toMatchObject({ transports: 4, producers: 4, consumers: 4 });
      guest.leave();
    }
    await vi.waitFor(async () => {
      const [load] = await server.load();
      expect(load).toMatchObject({ rooms: 1, transports: 2, producers: 2, consumers: 0 });
      expect(await handlers()).toEqual(before.handlers);
    }, patiently);
    room.close();
    await vi.waitFor(async () => {
      const [load] = await server.load();
      expect(load).toMatchObject({ rooms: 0, transports: 0, producers: 0, consumers: 0 });
      expect((await worker.dump()).routerIds).toEqual([]);
      const { webRtcServerIds } = await worker.dump();
      expect((await handlers()).channelRequestHandlers).toEqual(webRtcServerIds);
    }, patiently);
  });

  test('closing ends their processes without calling the rooms lost', async () => {
    const lost = vi.fn();
    const server = await startMedia({ workers: 2 });
    const room = await openRoom(server, { lost });
    const pids = (await server.load()).map((load) => load.pid);
    expect(pids.map(isAlive)).toEqual([true, true]);
    await server.close();
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect(server.isReady).toBe(false);
    expect(lost).not.toHaveBeenCalled();
    await expect(openRoom(server)).rejects.toMatchObject({ code: 'internal' });
    await expect(HeadlessPeer.join(server, room)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what cannot be started says why, and leaves no process behind', () => {
  test('a port that is taken', async () => {
    const workers = newWorkers();
    const port = await freePorts(2);
    const squatter = createServer().listen(port + 1, '127.0.0.1');
    await once(squatter, 'listening');
    onTestFinished(() => {
      squatter.close();
    });
    await expect(startMedia({ workers: 2, port })).rejects.toThrow(
      new RegExp(`media port ${port + 1} \\(udp and tcp\\) is taken.*MEDIA_PORT`),
    );
    expect(workers.length).toBe(2);
    await vi.waitFor(
      () => expect(workers.map((worker) => isAlive(worker.pid))).toEqual([false, false]),
      patiently,
    );
  });

  test('a public address to listen on', async () => {
    await expect(startMedia({ listenIp: '203.0.113.7' })).rejects.toThrow(
      /MEDIA_LISTEN_IP=203\.0\.113\.7 is not an address of this machine.*MEDIA_ANNOUNCED_ADDRESSES=203\.0\.113\.7/,
    );
  });

  test('a worker that is not there, or is something else', async () => {
    await expect(startMedia({ workerBin: '/nowhere/mediasoup-worker' })).rejects.toThrow(
      /media worker does not start.*ENOENT/,
    );
    await expect(startMedia({ workerBin: '/bin/false' })).rejects.toThrow(/media worker does not start/);
  });
});
