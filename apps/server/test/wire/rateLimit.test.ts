import { expect, test } from 'vitest';
import { RATE_LIMITS } from '../../src/rateLimits.ts';
import { TestServer } from './support/TestServer.ts';

test('[T1] holds a socket back that asks too much, and lets the others be', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const flood = await server.join('home', 'Flood');
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, i) => flood.raw('hand:set', { isRaised: i % 2 === 0 })),
  );
  const refused = answers.filter((answer) => !answer.ok);
  // Joining cost 10 of the 200.
  expect(answers.length - refused.length).toBe(190);
  for (const answer of refused) {
    expect(answer).toMatchObject({
      error: { code: 'rate-limited', details: { retryInMs: expect.any(Number) } },
    });
  }
  await ada.request('hand:set', { isRaised: true });
  await ada.say('still here');
  expect(await server.metric('parley_rejected_requests_total')).toBe(210);
  const warnings = server.log.filter(({ level }) => level === 'warn');
  expect(warnings).toHaveLength(1);
});

test('[T1] looks at nothing above it: a join that is held back reserves no place', async () => {
  const server = await TestServer.start({
    rateLimits: { ...RATE_LIMITS, socket: { points: 9, perS: 60 } },
  });
  const ada = await server.connect();
  await expect(ada.join('home', 'Ada')).rejects.toMatchObject({ code: 'rate-limited' });
  expect(server.media.counts().rooms).toBe(0);
});

test('[T1] gives the points back after a while', async () => {
  const server = await TestServer.start({
    rateLimits: { ...RATE_LIMITS, socket: { points: 10, perS: 5 } },
  });
  const ada = await server.join('home', 'Ada');
  const refusal = await ada.request('hand:set', { isRaised: true }).catch((error) => error);
  expect(refusal.code).toBe('rate-limited');
  await new Promise((resolve) => setTimeout(resolve, refusal.details.retryInMs));
  await ada.request('hand:set', { isRaised: true });
});

/** Through a proxy, every client has an address of its own although all sockets come from here. */
const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } });

test('[T2] [S3] counts the sockets of one address, and of one household in IPv6', async () => {
  const server = await TestServer.start({
    config: { trustProxy: 1 },
    rateLimits: { ...RATE_LIMITS, handshakes: { points: 2, perS: 60 } },
  });
  await server.connect(from('198.51.100.7'));
  await server.connect(from('198.51.100.7'));
  await expect(server.connect(from('198.51.100.7'))).rejects.toMatchObject({
    data: { code: 'rate-limited' },
  });
  await server.connect(from('198.51.100.8'));
  await server.connect(from('2001:db8:1:2::1'));
  await server.connect(from('2001:db8:1:2:ffff::2'));
  await expect(server.connect(from('2001:db8:1:2::3'))).rejects.toMatchObject({
    data: { code: 'rate-limited' },
  });
  await server.connect(from('2001:db8:1:3::1'));
});

test('[T2] counts the requests of all sockets of one address', async () => {
  const server = await TestServer.start({
    config: { trustProxy: 1 },
    rateLimits: { ...RATE_LIMITS, address: { points: 5, perS: 60 } },
  });
  const one = await server.connect(from('198.51.100.7'));
  const two = await server.connect(from('198.51.100.7'));
  const other = await server.connect(from('198.51.100.8'));
  await one.request('room:preview', { room: 'home' });
  await expect(two.request('room:preview', { room: 'home' })).rejects.toMatchObject({
    code: 'rate-limited',
  });
  await other.request('room:preview', { room: 'home' });
});

test('[T2] believes no address that an untrusted client made up', async () => {
  const server = await TestServer.start({
    rateLimits: { ...RATE_LIMITS, handshakes: { points: 1, perS: 60 } },
  });
  // All of these count as this machine, which is exempt.
  for (let i = 0; i < 3; i += 1) await server.connect(from('198.51.100.7'));
  expect(await server.metric('parley_sockets')).toBe(3);
});
