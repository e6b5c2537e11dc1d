import { expect, test } from 'vitest';
import { GONE_AFTER_MS } from '../../../src/people/rules/presence.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';

async function adaAndBob(): Promise<{ people: PeopleServer; ada: PersonClient }> {
  const people = await PeopleServer.start();
  for (const name of ['ada', 'bob']) await people.account(name);
  await people.befriend('ada', 'bob');
  return { people, ada: await people.open('ada') };
}

/** Bob's browser at the page of a room. */
async function roomOf(people: PeopleServer, origin = people.server.url) {
  const { token } = await people.signIn('bob');
  return people.server.connect({ extraHeaders: { cookie: `parley_session=${token}`, origin } });
}

const statuses = (client: PersonClient) =>
  client.of('person:changed').map(({ person }) => person.status);

test('[D5] somebody who is signed in is in a call for as long as one of their peers has its place', async () => {
  const { people, ada } = await adaAndBob();
  const laptop = await roomOf(people);
  await laptop.join('home', 'Bob');
  await ada.hears('person:changed', ({ person }) => person.status === 'in-call');
  const phone = await roomOf(people);
  await phone.join('elsewhere', 'Bob');
  // Its place is kept: nobody has left.
  laptop.crash();
  await phone.request('room:leave', {});
  people.timers.advance(5_000);
  await ada.hears('person:changed', ({ person }) => person.status === 'available');
  people.timers.advance(GONE_AFTER_MS);
  await ada.hears('person:changed', ({ person }) => person.status === 'offline');
  expect(statuses(ada)).toEqual(['in-call', 'available', 'offline']);
});

test('[D5] a guest, a page of another site and a connection test are nobody in a call', async () => {
  const { people, ada } = await adaAndBob();
  await (await people.server.connect()).join('home', 'Bob');
  await (await roomOf(people, 'https://evil.example')).join('home', 'Bob');
  await (await roomOf(people)).join(`check-${'a'.repeat(24)}`, 'Bob');
  const last = await roomOf(people);
  await last.join('home', 'Bob');
  await ada.hears('person:changed', ({ person }) => person.status === 'in-call');
  await last.request('room:leave', {});
  await ada.hears('person:changed', ({ person }) => person.status === 'available');
  expect(statuses(ada)).toEqual(['in-call', 'available']);
});
