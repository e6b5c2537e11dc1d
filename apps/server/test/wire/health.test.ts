import type { HealthReport } from '@parley/protocol/health';
import { expect, test } from 'vitest';
import type { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

/** A server whose clock goes on when the test says so. */
async function start(): Promise<{ server: TestServer; pass: (ms: number) => void }> {
  let now = Date.now();
  const server = await TestServer.start({ now: () => now });
  const pass = (ms: number) => {
    now += ms;
    server.timers.advance(ms);
  };
  return { server, pass };
}

const report = (client: TestClient, part: Partial<HealthReport>) =>
  client.request('health:report', { spanMs: 1_000, sent: [], received: [], ...part });

const flows = (publicationId: string) => ({ publicationId, packets: 50, stalledMs: 0, level: 30 });
const stalls = (publicationId: string, stalledMs = 1_000) => ({
  publicationId,
  packets: 0,
  stalledMs,
  level: 127,
});

/** Ann speaks, Ben hears her, and both have been there for a while. */
async function call() {
  const { server, pass } = await start();
  const ann = await server.join('lab', 'Ann');
  const ben = await server.join('lab', 'Ben');
  const { publicationId } = await ann.publish('microphone');
  const { consumers } = await ben.request('media:want', { wishes: [{ publicationId }] });
  await ben.request('media:resume', { consumerIds: consumers.map((one) => one.consumerId) });
  await report(ben, { received: [flows(publicationId)] });
  pass(2_000);
  const media = server.media.rooms[0]?.peer(ben.peerId);
  const consumer = media?.consumers[0];
  if (!media || !consumer) throw new Error('nothing is received');
  return { server, pass, ann, ben, publicationId, media, consumer };
}

const lastTroubles = (client: TestClient) => client.of('health:troubles').at(-1)?.troubles;

test('[Q1] [Q3] a consumer that was paused behind its back is found and resumed', async () => {
  const { server, ann, ben, publicationId, consumer } = await call();
  consumer.isPausedBehindItsBack = true;
  await report(ben, { received: [stalls(publicationId)] });
  const trouble = {
    kind: 'no-packets',
    place: 'sfu',
    publicationId,
    peerId: ann.peerId,
    receiverId: ben.peerId,
    isHealing: true,
  };
  for (const client of [ann, ben]) {
    expect(await client.hears('health:troubles')).toMatchObject({ troubles: [trouble] });
  }
  await until('the consumer flows', () => consumer.isFlowing);
  await report(ben, { received: [flows(publicationId)] });
  await until('both know that it is over', () =>
    [ann, ben].every((client) => lastTroubles(client)?.length === 0),
  );
  expect(await server.metric('parley_heal_steps_total')).toBe(1);
  expect(await server.metric('parley_troubles_total')).toBe(1);
  expect(server.log).toContainEqual(
    expect.objectContaining({ room: 'lab', step: 'resume-consumer', place: 'sfu' }),
  );
});

test('[Q3] a step that does not help is followed by the next, which asks the client', async () => {
  const { pass, ben, publicationId, consumer, media } = await call();
  consumer.isPausedBehindItsBack = true;
  await report(ben, { received: [stalls(publicationId)] });
  await until('the consumer flows', () => consumer.isFlowing);
  consumer.isPausedBehindItsBack = true;
  pass(2_000);
  await report(ben, { received: [stalls(publicationId, 3_000)] });
  expect(await ben.hears('health:heal')).toEqual({ step: 'rewatch', publicationId });
  expect(media.consumers).toEqual([]);
  // The client does as it is asked: the wish brings a new consumer.
  const { consumers } = await ben.request('media:want', { wishes: [{ publicationId }] });
  expect(consumers).toHaveLength(1);
});

test('[Q1] a microphone that delivers nothing is told to all, and its owner is asked to open it anew', async () => {
  const { server, ann, ben, publicationId } = await call();
  await report(ann, { sent: [{ publicationId, packets: 3, level: 127, fault: 'digital-silence' }] });
  for (const client of [ann, ben]) {
    expect(await client.hears('health:troubles')).toMatchObject({
      troubles: [{ kind: 'digital-silence', place: 'sender', receiverId: null }],
    });
  }
  expect(await ann.hears('health:heal')).toEqual({ step: 'recapture', source: 'microphone' });
  expect(ben.of('health:heal')).toEqual([]);
  // [Q4] Who comes later is told as well.
  const cy = await server.join('lab', 'Cy');
  expect(await cy.hears('health:troubles')).toMatchObject({ troubles: [{ publicationId }] });
});

test('[Q2] a stall of what is paused is no trouble', async () => {
  const { pass, ann, ben, publicationId } = await call();
  await ann.request('media:setPaused', { publicationId, isPaused: true });
  await report(ben, { received: [stalls(publicationId, 9_000)] });
  pass(4_000);
  await report(ben, { received: [stalls(publicationId, 13_000)] });
  expect([...ann.of('health:troubles'), ...ben.of('health:troubles')]).toEqual([]);
});

test('[Q2] [M14] what is held because others have the floor is no trouble, however long nothing comes', async () => {
  const { server, pass, ann, ben, publicationId, consumer } = await call();
  const publication = server.media.rooms[0]?.publications[0];
  if (!publication) throw new Error('nothing is published');
  publication.isHeld = true;
  for (const stalledMs of [1_000, 3_000, 9_000, 20_000]) {
    await report(ben, { received: [stalls(publicationId, stalledMs)] });
    pass(4_000);
  }
  expect(consumer.isFlowing).toBe(false);
  expect([...ann.of('health:troubles'), ...ben.of('health:troubles')]).toEqual([]);
  // Whoever always wants it has a right to it.
  await ben.request('media:want', { wishes: [{ publicationId, isAlwaysHeard: true }] });
  expect(consumer.isFlowing).toBe(true);
  consumer.isPausedBehindItsBack = true;
  await report(ben, { received: [stalls(publicationId)] });
  expect(await ben.hears('health:troubles')).toMatchObject({ troubles: [{ place: 'sfu' }] });
});

test('[M14] a held microphone into which somebody speaks asks for the floor', async () => {
  const { server, ann, publicationId } = await call();
  const stirred = () => server.media.rooms[0]?.peer(ann.peerId)?.stirred;
  await report(ann, { sent: [{ publicationId, packets: 50, level: 80 }] });
  expect(stirred()).toEqual([]);
  await report(ann, { sent: [{ publicationId, packets: 50, level: 30 }] });
  expect(stirred()).toEqual([publicationId]);
});

test('[Q5] what the SFU paused by itself flows again, what its owner muted does not', async () => {
  const { server, ann, ben, publicationId } = await call();
  const publication = () => server.media.rooms[0]?.publications[0];
  const kept = publication();
  if (!kept) throw new Error('nothing is published');
  kept.isPaused = true;
  await report(ben, { received: [stalls(publicationId)] });
  await until('the producer flows', () => !kept.isPaused);

  await ann.request('media:setPaused', { publicationId, isPaused: true });
  await report(ben, { received: [stalls(publicationId, 2_000)] });
  expect(publication()?.isPaused).toBe(true);
});

test('[Q4] an uplink level is told when it changes, and to those who come', async () => {
  const { server, ann, ben } = await call();
  const ill = { uplink: { loss: 0.3, roundTripMs: 50 } };
  for (let times = 0; times < 4; times += 1) await report(ann, ill);
  const said = { levels: [{ peerId: ann.peerId, uplink: 'poor' }] };
  expect(await ben.hears('health:quality')).toEqual(said);
  expect(ben.of('health:quality')).toHaveLength(1);
  const cy = await server.join('lab', 'Cy');
  expect(await cy.hears('health:quality')).toEqual(said);
});

test('what was suspicious leaves no timer behind when the call ends', async () => {
  const { server, ann, ben, publicationId, consumer } = await call();
  consumer.isPausedBehindItsBack = true;
  await report(ben, { received: [stalls(publicationId)] });
  await until('it is looked at again', () => server.timers.count > 0);
  await ann.request('room:leave', {});
  await ben.request('room:leave', {});
  await until('no timer is left', () => server.timers.count === 0);
});

test('[Q6] the times of a join are counted once for each socket', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const times = { socketMs: 20, joinMs: 40, transportsMs: 80, firstPacketMs: 90, firstFrameMs: 150 };
  await ada.request('health:reportJoin', times);
  await ada.request('health:reportJoin', times);
  const ben = await server.join('home', 'Ben');
  await ben.request('health:reportJoin', { joinMs: 60 });
  expect(await server.metric('parley_join_step_seconds_count')).toBe(6);
  expect(await server.metric('parley_join_step_seconds_sum')).toBeCloseTo(0.44);
  await expect(ben.request('health:reportJoin', { joinMs: -1 })).rejects.toMatchObject({
    code: 'bad-request',
  });
});
