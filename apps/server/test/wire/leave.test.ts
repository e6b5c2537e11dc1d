import { describe, expect, onTestFinished, test } from 'vitest';
import { RELAXED } from './support/relaxedRates.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

describe('leaving', () => {
  test('[J5] coming and going on one socket leaves nothing on it', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const server = await TestServer.start({ rateLimits: RELAXED });
    const ada = await server.connect();
    for (let i = 0; i < 20; i += 1) {
      await ada.join(`room-${i}`, 'Ada');
      await ada.request('room:leave', {});
    }
    await ada.join('home', 'Ada');
    ada.close();
    await until('Ada is gone', () => server.media.counts().peers === 0);
    // Node warns on the next tick when listeners pile up on one emitter.
    expect(warnings).toEqual([]);
  });

  test('[L1] [E4] takes all of it away', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    const { publicationId } = await bob.publish('camera');
    await ada.hears('media:published');
    await bob.request('room:leave', {});
    await ada.hears('peer:left');
    expect(ada.heard.slice(-2)).toMatchObject([
      { name: 'media:unpublished', data: { publicationId } },
      { name: 'peer:left', data: { peerId: bob.peerId, reason: 'left' } },
    ]);
    expect(bob.of('peer:left')).toEqual([]);
    expect(server.media.counts()).toMatchObject({ peers: 1, producers: 0 });
    await expect(bob.request('hand:set', { isRaised: true })).rejects.toMatchObject({
      code: 'not-joined',
    });
  });

  test('[L2] an orderly goodbye of the socket is leaving', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    bob.close();
    expect(await ada.hears('peer:left')).toEqual({ peerId: bob.peerId, reason: 'left' });
  });

  test('[L3] the last one closes the room, and its chat stays', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    await ada.say('remember this');
    await ada.request('room:leave', {});
    expect(server.media.counts().rooms).toBe(0);
    const bob = await server.join('home', 'Bob');
    expect(bob.joined.snapshot).toMatchObject({
      seq: 1,
      peers: [{ name: 'Bob' }],
      chat: { messages: [{ text: 'remember this', position: 1 }] },
    });
  });

  test('twenty joins and leaves leave no transport, consumer or timer behind', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    await ada.publish('camera');
    const before = server.media.counts();
    for (let i = 0; i < 20; i += 1) {
      const guest = await server.join('home', `Guest ${i}`);
      await guest.publish('microphone');
      const { consumers } = guest.joined;
      await guest.request('media:resume', { consumerIds: consumers.map((one) => one.consumerId) });
      if (i % 3 === 0) await guest.request('room:leave', {});
      else if (i % 3 === 1) guest.close();
      else guest.crash();
      await until('the guest is gone', () => {
        server.timers.advance(5_000);
        return ada.of('peer:left').length === i + 1;
      });
    }
    expect(server.media.counts()).toEqual(before);
    expect(server.timers.count).toBe(0);
    expect(await server.metric('parley_peers')).toBe(1);
    expect(await server.metric('parley_kept_place_timers')).toBe(0);
    expect(await server.metric('parley_worker_transports')).toBe(2);
    expect(await server.metric('parley_worker_consumers')).toBe(0);
    expect(await server.metric('parley_join_duration_seconds_count')).toBe(21);
  });
});
