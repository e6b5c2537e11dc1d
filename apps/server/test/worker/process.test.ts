import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { freePorts } from '../../../../tools/testing/freePorts.ts';
import { joinRequest, newMessageId, TestClient } from '../wire/support/TestClient.ts';
import { until } from '../wire/support/until.ts';
import { ownEnvironment, ServerProcess } from './support/ServerProcess.ts';

async function join(url: string, name: string): Promise<TestClient> {
  const client = await TestClient.connect(url);
  onTestFinished(() => client.close());
  const { rtpCapabilities } = await client.request('room:preview', { room: 'home' });
  await client.join('home', name, { rtpCapabilities });
  return client;
}

function workerPid(server: ServerProcess): number {
  return Number(server.log.find(({ msg }) => msg === 'Media worker running')?.['pid']);
}

/** The one that its worker has. */
function mediaPort({ joined }: TestClient): number {
  const [candidate] = joined.send.iceCandidates;
  return Number(candidate?.['port']);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('settings that cannot be are all told, and it ends with 78', async () => {
  const server = new ServerProcess({ PORT: 'http', MEDIA_WORKERS: 'many', TURN_URLS: 'turn:x' });
  expect(await server.exit).toBe(78);
  expect(server.stdout).toBe('');
  for (const name of ['PORT', 'MEDIA_WORKERS', 'TURN_SECRET'])
    expect(server.stderr).toContain(`  ${name}: `);
});

test('a port that is taken is told with the command that helps', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const server = new ServerProcess({ ...(await ownEnvironment()), PORT: String(port) });
  expect(await server.exit).toBe(1);
  expect(server.log.at(-1)).toMatchObject({
    level: 'fatal',
    msg: expect.stringContaining(`PORT=${port + 1} npm start`),
  });
});

test('[X1] stopping tells the peers, ends the workers, and ends with 0 and not cut short', async () => {
  const server = new ServerProcess(await ownEnvironment());
  const url = await server.url();
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const [ada, asleep] = [await join(url, 'Ada'), await join(url, 'Asleep')];
  asleep.fallSilent();
  const pid = workerPid(server);
  expect(isAlive(pid)).toBe(true);
  server.kill('SIGTERM');
  expect(await server.exit).toBe(0);
  expect(ada.of('server:closing')).toHaveLength(1);
  expect(isAlive(pid)).toBe(false);
  expect(server.log.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  expect(server.stderr).toBe('');
});

test('a second signal ends it at once', async () => {
  const server = new ServerProcess(await ownEnvironment());
  const asleep = await join(await server.url(), 'Asleep');
  asleep.fallSilent();
  server.kill('SIGINT');
  await until('it stops', () => server.log.some(({ msg }) => msg === 'stopping'));
  server.kill('SIGINT');
  expect(await server.exit).toBe(1);
  expect(server.log.at(-1)).toMatchObject({ msg: expect.stringContaining('second signal') });
});

test('[X2] SIGTERM with DRAIN_S waits for the last peer, and a second signal ends the waiting', async () => {
  const environment = { ...(await ownEnvironment()), DRAIN_S: '600' };
  const server = new ServerProcess(environment);
  const ada = await join(await server.url(), 'Ada');
  server.kill('SIGTERM');
  await ada.hears('server:draining');
  const cleo = await join(await server.url(), 'Cleo');
  for (const client of [ada, cleo]) await client.request('room:leave', {});
  expect(await server.exit).toBe(0);

  const next = new ServerProcess(environment);
  const bob = await join(await next.url(), 'Bob');
  next.kill('SIGTERM');
  await bob.hears('server:draining');
  next.kill('SIGTERM');
  expect(await next.exit).toBe(0);
  expect(bob.of('server:closing')).toHaveLength(1);
});

test('[R9] the peers of a media worker that is killed stay, and get their media from the next', async () => {
  const server = new ServerProcess(await ownEnvironment());
  const url = await server.url();
  const ada = await join(url, 'Ada');
  process.kill(workerPid(server), 'SIGKILL');
  await ada.hears('media:lost');
  // Answered when the call has moved to the worker that takes the place of the dead one.
  const { rtpCapabilities } = await ada.request('room:preview', { room: 'home' });
  const { media } = joinRequest('home', 'Ada', { rtpCapabilities });
  const opened = await ada.request('media:open', media);
  expect(opened.send.transportId).not.toBe(ada.joined.send.transportId);
  await until('a worker runs again', async () => (await fetch(`${url}/readyz`)).ok);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('parley_worker_deaths_total 1');
  const { snapshot } = (await join(url, 'Bob')).joined;
  expect(snapshot.peers.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
  server.kill('SIGTERM');
  expect(await server.exit).toBe(0);
});

test('[R9] of a room on two workers, those on the one that is killed open their media anew, and nobody else', async () => {
  const server = new ServerProcess({
    ...(await ownEnvironment()),
    MEDIA_PORT: String(await freePorts(2)),
    MEDIA_WORKERS: '2',
    MEDIA_PEERS_PER_WORKER: '1',
  });
  const url = await server.url();
  const [ada, bob] = [await join(url, 'Ada'), await join(url, 'Bob')];
  expect(mediaPort(ada)).not.toBe(mediaPort(bob));
  const running = server.log.find((entry) => entry['port'] === mediaPort(ada));
  process.kill(Number(running?.['pid']), 'SIGKILL');
  await ada.hears('media:lost');
  const { rtpCapabilities } = await ada.request('room:preview', { room: 'home' });
  const opened = await ada.request('media:open', joinRequest('home', 'Ada', { rtpCapabilities }).media);
  expect(opened.send.transportId).not.toBe(ada.joined.send.transportId);
  // What was said to Bob before this has reached him when it does.
  await ada.request('hand:set', { isRaised: true });
  await bob.hears('hand:changed');
  expect(bob.of('media:lost')).toEqual([]);
  server.kill('SIGTERM');
  expect(await server.exit).toBe(0);
});

test('[C1] killed in the middle of a conversation, it has kept all that it answered, once and in order', async () => {
  const environment = await ownEnvironment();
  const server = new ServerProcess(environment);
  const ada = await join(await server.url(), 'Ada');
  const answered: string[] = [];
  let unanswered = { messageId: '', text: '' };
  const talking = (async () => {
    for (let i = 0; i < 60; i += 1) {
      unanswered = { messageId: newMessageId(), text: `message ${i}` };
      await ada.request('chat:send', unanswered);
      answered.push(unanswered.text);
      if (i === 20) server.kill('SIGKILL');
    }
  })();
  await expect(talking).rejects.toThrow();
  expect(await server.exit).toBeNull();
  expect(answered.length).toBeGreaterThan(20);

  const next = new ServerProcess(environment);
  const again = await join(await next.url(), 'Ada');
  // [C3] The one that was under way is sent again, as a client does.
  await again.request('chat:send', unanswered);
  const late = await join(await next.url(), 'Late');
  const { messages } = late.joined.snapshot.chat;
  expect(messages.map(({ text }) => text)).toEqual([...answered, unanswered.text]);
  expect(messages.map(({ position }) => position)).toEqual(messages.map((_, i) => i + 1));
  next.kill('SIGTERM');
  expect(await next.exit).toBe(0);
});
