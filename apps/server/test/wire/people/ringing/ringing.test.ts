import { describe, expect, test } from 'vitest';
import { ACCEPTED_FOR_MS } from '../../../../src/ringing/AcceptedRings.ts';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import type { PersonClient } from '../../support/people/PersonClient.ts';
import {
  endOf,
  expectSilence,
  hello,
  isRung,
  missedBy,
  newRingId,
  RingServer,
  ring,
} from '../../support/people/RingServer.ts';

async function adaAndBob(...others: string[]) {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob', ...others);
  return { server, ada: await server.open('ada'), bob: await server.open('bob') };
}

const OVER = { code: 'not-found', message: 'This call is over.' };

describe('a ring', () => {
  test('[B1] shows who calls, and brings both into a room of their own', async () => {
    const { ada, bob } = await adaAndBob();
    const ringId = await ring(ada, 'bob');
    expect(await isRung(bob, ringId)).toEqual({
      ringId,
      caller: { accountId: accountIdOf('ada'), name: 'ada', displayName: 'Ada', pictureVersion: null },
      isInvitation: false,
    });
    const { room } = await bob.request('ring:accept', { ringId });
    expect(room).toMatch(/^ring-[0-9a-z]{24}$/);
    expect(await ada.hears('ring:accepted')).toEqual({ ringId, room });
    expect(await missedBy(bob, 0)).toEqual([]);
  });

  test('[B2] rings at all devices, and stops at the others when one answers', async () => {
    const { server, ada, bob } = await adaAndBob();
    const [phone, laptop] = [await server.open('bob'), await server.open('bob')];
    const ringId = await ring(ada, 'bob');
    for (const device of [bob, phone, laptop]) await isRung(device, ringId);
    await phone.request('ring:accept', { ringId });
    expect([await endOf(bob, ringId), await endOf(laptop, ringId)]).toEqual(['elsewhere', 'elsewhere']);
    await phone.settle();
    expect(phone.of('ring:ended')).toEqual([]);
    await expect(laptop.request('ring:accept', { ringId })).rejects.toMatchObject(OVER);
  });

  test('[B2] that two devices answer at once is answered by one of them', async () => {
    const { server, ada, bob } = await adaAndBob();
    const phone = await server.open('bob');
    const ringId = await ring(ada, 'bob');
    const answers = await Promise.all(
      [bob, phone].map((device) => device.raw('ring:accept', { ringId })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await ada.settle();
    expect(ada.of('ring:accepted')).toHaveLength(1);
  });

  test('[B2] rings at a device that comes while it does, and not at one that does not ring', async () => {
    const { server, ada } = await adaAndBob();
    const program = await server.people.open('bob');
    const ringId = await ring(ada, 'bob');
    const late = await server.people.open('bob');
    expect((await hello(late)).ring).toMatchObject({ ringId, caller: { name: 'ada' } });
    await expectSilence(program);
    await late.request('ring:accept', { ringId });
    await ada.hears('ring:accepted');
  });

  test('[B3] is declined at all devices, with or without a word', async () => {
    const { server, ada, bob } = await adaAndBob();
    const phone = await server.open('bob');
    const first = await ring(ada, 'bob');
    await bob.request('ring:decline', { ringId: first });
    expect(await ada.hears('ring:ended')).toEqual({ ringId: first, reason: 'declined' });
    expect(await endOf(phone, first)).toBe('elsewhere');

    const second = await ring(ada, 'bob');
    await phone.request('ring:decline', { ringId: second, message: 'In ten minutes?' });
    expect(await ada.hears('ring:ended', ({ ringId }) => ringId === second)).toEqual({
      ringId: second,
      reason: 'declined',
      message: 'In ten minutes?',
    });
    expect(await missedBy(bob, 0)).toEqual([]);
  });

  test('[B4] that nobody answers ends after half a minute, and is missed', async () => {
    const { server, ada, bob } = await adaAndBob();
    const ringId = await ring(ada, 'bob');
    server.people.timers.advance(29_999);
    await ada.settle();
    expect(ada.of('ring:ended')).toEqual([]);
    server.people.timers.advance(1);
    expect([await endOf(ada, ringId), await endOf(bob, ringId)]).toEqual(['no-answer', 'no-answer']);
    expect(await missedBy(bob, 1)).toEqual(['ada 1']);
    expect(server.people.timers.count).toBeGreaterThan(0);
    await expect(bob.request('ring:accept', { ringId })).rejects.toMatchObject(OVER);
  });

  test('[B4] is called off by the caller, and missed', async () => {
    const { ada, bob } = await adaAndBob();
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    await ada.request('ring:cancel', { ringId });
    expect(await endOf(bob, ringId)).toBe('cancelled');
    expect(await missedBy(bob, 1)).toEqual(['ada 1']);
    // Once more is the same as once.
    await ada.request('ring:cancel', { ringId });
    await expectNothingMore(bob);
  });

  test('[B4] ends with the tab that calls, closed or loaded again', async () => {
    const { server, ada, bob } = await adaAndBob();
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    ada.close();
    expect(await endOf(bob, ringId)).toBe('cancelled');
    // The page is back and calls again.
    const again = await ring(await server.open('ada'), 'bob');
    await isRung(bob, again);
  });

  test('[B4] that is called off in the moment it begins never stays', async () => {
    const { server, ada, bob } = await adaAndBob();
    const ringId = newRingId();
    await Promise.all([
      ada.request('ring:start', { ringId, accountId: accountIdOf('bob') }),
      ada.request('ring:cancel', { ringId }),
    ]);
    server.letRing();
    await ada.settle();
    expect(ada.of('ring:ended')).toEqual([]);
    expect((await hello(bob)).ring).toBeNull();
  });

  test('[B4] that is answered and called off at once is one of both, for both', async () => {
    for (const first of ['accept', 'cancel']) {
      const { ada, bob } = await adaAndBob();
      const ringId = await ring(ada, 'bob');
      const accept = () => bob.raw('ring:accept', { ringId });
      const cancel = () => ada.raw('ring:cancel', { ringId });
      const answers = await (first === 'accept'
        ? Promise.all([accept(), cancel()])
        : Promise.all([cancel(), accept()]).then(([cancelled, accepted]) => [accepted, cancelled]));
      const isAccepted = answers[0]?.ok === true;
      await Promise.all([ada.settle(), bob.settle()]);
      expect(ada.of('ring:accepted')).toHaveLength(isAccepted ? 1 : 0);
      // Nobody would come to whoever has just accepted.
      expect(bob.of('ring:ended')).toMatchObject([{ ringId, reason: 'cancelled' }]);
    }
  });

  test('[B4] that is called off when it was just accepted is called off for who accepted it', async () => {
    const { server, ada, bob } = await adaAndBob();
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    await bob.request('ring:accept', { ringId });
    await ada.request('ring:cancel', { ringId });
    expect(await endOf(bob, ringId)).toBe('cancelled');
    expect(await missedBy(bob, 0)).toEqual([]);

    // Later it is a call like any other.
    const second = await ring(ada, 'bob');
    await bob.request('ring:accept', { ringId: second });
    server.people.timers.advance(ACCEPTED_FOR_MS);
    await ada.request('ring:cancel', { ringId: second });
    await bob.settle();
    expect(bob.of('ring:ended')).toHaveLength(1);
  });

  test('[B13] that was accepted is accepted again by the same answer alone, for half a minute', async () => {
    const { server, ada, bob } = await adaAndBob('eve');
    const [phone, eve] = [await server.open('bob'), await server.open('eve')];
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    const answer = { ringId, answerId: 'answer-of-bob' };
    const { room } = await bob.request('ring:accept', answer);
    bob.close();
    const back = await server.open('bob');
    expect(await back.request('ring:accept', answer)).toEqual({ room });
    await expect(eve.request('ring:accept', answer)).rejects.toMatchObject(OVER);
    await expect(phone.request('ring:accept', { ringId })).rejects.toMatchObject(OVER);
    await expect(
      phone.request('ring:accept', { ringId, answerId: 'another-answer' }),
    ).rejects.toMatchObject(OVER);
    expect(ada.of('ring:accepted')).toHaveLength(1);
    server.people.timers.advance(ACCEPTED_FOR_MS);
    await expect(back.request('ring:accept', answer)).rejects.toMatchObject(OVER);
  });

  test('[B13] that was accepted while the caller was cut off is known when they are back', async () => {
    const { server, ada, bob } = await adaAndBob('eve');
    const eve = await server.open('eve');
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    const { room } = await bob.request('ring:accept', { ringId });
    const greet = async (tab: PersonClient) => (await tab.request('ring:hello', { ringId })).accepted;
    const back = await server.open('ada');
    expect(await greet(back)).toEqual({ ringId, room });
    expect([await greet(bob), await greet(eve)]).toEqual([null, null]);
    server.people.timers.advance(ACCEPTED_FOR_MS);
    expect(await greet(back)).toBeNull();
  });

  test('[B5] is nobody else’s: a third one has no say in it', async () => {
    const { server, ada, bob } = await adaAndBob('eve');
    const eve = await server.open('eve');
    const ringId = await ring(ada, 'bob');
    await expect(eve.request('ring:accept', { ringId })).rejects.toMatchObject(OVER);
    // Nor the one who calls, in the name of the other.
    await expect(ada.request('ring:accept', { ringId })).rejects.toMatchObject(OVER);
    for (const other of [eve, bob]) await other.request('ring:cancel', { ringId });
    for (const other of [eve, ada]) await other.request('ring:decline', { ringId, message: 'No.' });
    await ada.settle();
    expect(ada.of('ring:ended')).toEqual([]);
    await expectSilence(eve);
    await bob.request('ring:accept', { ringId });
  });

  test('[B5] has an id of its own, and one person has one ring', async () => {
    const { server, ada, bob } = await adaAndBob('cleo');
    const [cleo, phone] = [await server.open('cleo'), await server.open('ada')];
    const ringId = await ring(ada, 'bob');
    await expect(ring(cleo, 'ada', { ringId })).rejects.toMatchObject({ code: 'conflict' });
    await expect(ring(phone, 'cleo')).rejects.toMatchObject({ code: 'conflict' });
    // Whoever is called has a ring, too.
    await expect(ring(bob, 'cleo')).rejects.toMatchObject({ code: 'conflict' });
    await expect(ring(ada, 'ada')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[B6] at somebody who is in a ring or a call ends at once, and is missed', async () => {
    const { server, ada, bob } = await adaAndBob('cleo');
    const cleo = await server.open('cleo');
    const ringId = await ring(ada, 'bob');
    for (const busy of ['ada', 'bob']) expect(await endOf(cleo, await ring(cleo, busy))).toBe('busy');
    await bob.request('ring:decline', { ringId });
    await server.enterCall('bob', 'home', bob);
    expect(await endOf(cleo, await ring(cleo, 'bob'))).toBe('busy');
    expect(bob.of('ring:started')).toHaveLength(1);
    expect(await missedBy(bob, 1)).toEqual(['cleo 2']);
    expect(await missedBy(ada, 1)).toEqual(['cleo 1']);
  });

  test('[B6] of two who call each other is one call', async () => {
    const { ada, bob } = await adaAndBob();
    const [fromAda, fromBob] = [await ring(ada, 'bob'), newRingId()];
    await isRung(bob, fromAda);
    await ring(bob, 'ada', { ringId: fromBob });
    const { room } = await ada.hears('ring:accepted', ({ ringId }) => ringId === fromAda);
    expect(await bob.hears('ring:accepted')).toEqual({ ringId: fromBob, room });
    expect(await endOf(bob, fromAda)).toBe('elsewhere');
    for (const [tab, ringId] of [
      [ada, fromAda],
      [bob, fromBob],
    ] as const) {
      expect((await tab.request('ring:hello', { ringId })).accepted).toEqual({ ringId, room });
    }
    expect([await missedBy(ada, 0), await missedBy(bob, 0)]).toEqual([[], []]);
  });

  test('[B9] ends for both when the server stops, and is missed', async () => {
    const { server, ada, bob } = await adaAndBob();
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    await server.people.server.app.close();
    expect([await endOf(ada, ringId), await endOf(bob, ringId)]).toEqual(['failed', 'cancelled']);
  });

  test('is refused in a form that nobody may send', async () => {
    const { ada } = await adaAndBob();
    const about = { ringId: newRingId(), accountId: accountIdOf('bob') };
    for (const bad of [
      { ...about, ringId: 'x' },
      { ...about, accountId: '' },
      { ...about, room: 'No Room' },
      { accountId: about.accountId },
      { ...about, surplus: 1 },
    ]) {
      expect(await ada.raw('ring:start', bad)).toMatchObject({ error: { code: 'bad-request' } });
    }
    for (const message of ['', ' ', 'x'.repeat(201), '\ud800']) {
      const answer = await ada.raw('ring:decline', { ringId: about.ringId, message });
      expect(answer).toMatchObject({ error: { code: 'bad-request' } });
    }
  });
});

async function expectNothingMore(client: Awaited<ReturnType<RingServer['open']>>): Promise<void> {
  await client.settle();
  expect(client.of('ring:ended')).toHaveLength(1);
}
