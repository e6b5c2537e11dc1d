import { expect, test } from 'vitest';
import type { Storage } from '../../../../src/storage/Storage.ts';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import { endOf, hello, missedBy, RingServer, ring } from '../../support/people/RingServer.ts';
import { until } from '../../support/until.ts';

async function threePeople(...options: Parameters<typeof RingServer.start>) {
  const server = await RingServer.start(...options);
  await server.accounts('ada', 'bob', 'cleo');
  const [ada, bob, cleo] = [
    await server.open('ada'),
    await server.open('bob'),
    await server.open('cleo'),
  ];
  return { server, ada, bob, cleo };
}

test('[B10] missed calls are counted by caller, the latest first, and told to all tabs', async () => {
  const { server, ada, bob, cleo } = await threePeople();
  const tab = await server.open('bob');
  for (const caller of [ada, cleo, ada]) {
    server.people.timers.advance(1_000);
    const ringId = await ring(caller, 'bob');
    await caller.request('ring:cancel', { ringId });
    await bob.hears('missed:added', ({ missed }) => missed.lastAt === server.people.now);
  }
  for (const device of [bob, tab]) {
    await until('all are heard', () => device.of('missed:added').length === 3);
    expect(device.of('missed:added').at(-1)).toEqual({
      missed: {
        person: { accountId: accountIdOf('ada'), name: 'ada', displayName: 'Ada', pictureVersion: null },
        count: 2,
        lastAt: server.people.now,
      },
    });
  }
  expect(await missedBy(bob, 2)).toEqual(['ada 2', 'cleo 1']);
});

test('[B10] they are cleared when they are seen, but for those that came since', async () => {
  const { server, ada, bob, cleo } = await threePeople();
  const tab = await server.open('bob');
  await ada.request('ring:cancel', { ringId: await ring(ada, 'bob') });
  expect(await missedBy(bob, 1)).toEqual(['ada 1']);
  const seenAt = server.people.now;
  server.people.timers.advance(1_000);
  await cleo.request('ring:cancel', { ringId: await ring(cleo, 'bob') });
  await missedBy(bob, 2);
  await bob.request('missed:clear', { until: seenAt });
  expect(await tab.hears('missed:cleared')).toEqual({ until: seenAt });
  expect((await hello(bob)).missed.map(({ person }) => person.name)).toEqual(['cleo']);
  // Nobody else's.
  await ada.request('missed:clear', { until: server.people.now });
  expect(await missedBy(bob, 1)).toEqual(['cleo 1']);
});

test('[B10] of somebody who may not be known any more only the name is left', async () => {
  const { ada, bob } = await threePeople();
  await ada.request('ring:cancel', { ringId: await ring(ada, 'bob') });
  await missedBy(bob, 1);
  await ada.request('person:block', { accountId: accountIdOf('bob') });
  await bob.settle();
  expect((await hello(bob)).missed).toMatchObject([{ person: { displayName: 'ada' } }]);
});

test('[B10] a database that keeps nothing holds up no ring', async () => {
  const broken = (storage: Storage): Storage => ({
    ...storage,
    missedCalls: { ...storage.missedCalls, add: () => Promise.reject(new Error('disk full')) },
  });
  const { server, ada, bob } = await threePeople({ wrapStorage: broken });
  const ringId = await ring(ada, 'bob');
  server.letRing();
  expect([await endOf(ada, ringId), await endOf(bob, ringId)]).toEqual(['no-answer', 'no-answer']);
  await until('it is in the log', () =>
    server.people.server.log.some(({ msg }) => msg === 'a missed call was not kept'),
  );
});
