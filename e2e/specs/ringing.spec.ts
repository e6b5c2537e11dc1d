import { randomBytes } from 'node:crypto';
import { expect } from '../expect.ts';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { Directory } from '../pages/Directory.ts';
import { Ringing } from '../pages/Ringing.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';
import { listenToRings, ringLoudness } from '../senses/ringing.ts';
import { packetsArriving } from '../senses/traffic.ts';

/** Somebody at their phone book, whom nobody else of this server is found by. */
type Listed = { person: Person; directory: Directory; ringing: Ringing; name: string };

async function signUp(person: Person, url: string): Promise<Listed> {
  const name = `${person.name.toLowerCase()}-${randomBytes(4).toString('hex')}`;
  const account = { name, displayName: person.name, password: 'analytical engine' };
  await new Account(person.page, url).signUp(account);
  const directory = new Directory(person.page);
  await expect(directory.heading).toBeVisible();
  return { person, directory, ringing: new Ringing(person.page), name };
}

/** Two contacts, of whom the first one looks at the second. */
async function contacts(people: readonly [Person, Person], url: string): Promise<[Listed, Listed]> {
  const [ada, ben] = await Promise.all([signUp(people[0], url), signUp(people[1], url)]);
  await ada.directory.find(ben.name);
  const found = await ada.directory.choose('Found people', ben.person.name);
  await found.getByRole('button', { name: 'Add contact' }).click();
  await ben.directory
    .row('Contact requests', ada.person.name)
    .getByRole('button', { name: `Accept ${ada.person.name}` })
    .click();
  await expect(found.getByRole('button', { name: 'Remove contact' })).toBeVisible();
  return [ada, ben];
}

/** Whether the page of a call has been fetched. */
function hasCallAtHand({ page }: Person): Promise<boolean> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/CallPage-[^/]+\.js$/.test(name)),
  );
}

test('somebody calls from the phone book, and both see and hear as much as they want', async ({
  person,
  server,
}) => {
  const [ada, ben] = await contacts([await person('Ada'), await person('Ben')], server.url);
  await ada.ringing.call('Ben');
  await expect(ada.ringing.dialog('Calling Ben …')).toBeVisible();
  await expect(ben.ringing.dialog('Ada is calling')).toBeVisible();
  // While it rings the code of a call comes, so that nobody who answers waits for it.
  for (const { person } of [ada, ben]) await expect.poll(() => hasCallAtHand(person)).toBe(true);
  await ben.ringing.answerWithVideo('Ada is calling');
  await Promise.all([ada.person.arrive(), ben.person.arrive()]);
  await expectToSee(ada.person, ben.person);
  await expectToHear(ada.person, [ben.person]);
  await expectToHear(ben.person, [ada.person]);
});

test('a call rings aloud until that is turned off, and is answered without showing oneself', async ({
  person,
  server,
}) => {
  const people = [await person('Ada'), await person('Ben')] as const;
  await listenToRings(people[1].page);
  const [ada, ben] = await contacts(people, server.url);
  expect(await ringLoudness(ben.person.page)).toBe(0);
  await ada.ringing.call('Ben');
  const dialog = ben.ringing.dialog('Ada is calling');
  await expect(dialog).toBeVisible();
  expect(await ringLoudness(ben.person.page)).toBeGreaterThan(0.05);
  await dialog.getByRole('button', { name: 'Turn ring sound off' }).click();
  await expect.poll(() => ringLoudness(ben.person.page)).toBe(0);
  await expect(dialog).toBeVisible();

  await dialog.getByRole('button', { name: 'Answer without video' }).click();
  await Promise.all([ada.person.arrive(), ben.person.arrive()]);
  await expectToHear(ada.person, [ben.person]);
  await expectToHear(ben.person, [ada.person]);
  await expect.poll(() => packetsArriving(ada.person.page, 'video')).toBe(0);
  await expect(ben.person.call.button('Turn camera on')).toBeVisible();
});

test('somebody declines with a word, and a call in vain is listed until it was seen', async ({
  person,
  server,
}) => {
  const [ada, ben] = await contacts([await person('Ada'), await person('Ben')], server.url);
  await ada.ringing.call('Ben');
  await ben.ringing.declineWith('Ada is calling', 'In ten minutes?');
  await expect(ada.ringing.dialog('Ben')).toContainText('In ten minutes?');
  await ada.ringing.close();

  await ada.ringing.call('Ben');
  await expect(ben.ringing.dialog('Ada is calling')).toBeVisible();
  await ada.ringing.cancel();
  await expect(ben.ringing.dialog('Ada is calling')).toBeHidden();
  await expect(ben.directory.row('Missed calls', 'Ada')).toBeVisible();
  await ben.ringing.clearMissed();
  await expect(ben.directory.list('Missed calls')).toBeHidden();
});

test('somebody is called into a call: declines with a word, and comes', async ({
  person,
  room,
  server,
}) => {
  const [ada, ben] = await contacts([await person('Ada'), await person('Ben')], server.url);
  await ada.person.join(server.url, room);
  await ben.person.page.goto(server.url);
  await ada.person.call.button('People').click();
  await ada.ringing.callIn('Ben');
  await expect(ada.ringing.news('Calling Ben in …')).toBeVisible();
  await ben.ringing.declineWith('Ada invites you to a call', 'In a minute');
  await expect(ada.ringing.news('Ben cannot talk right now. Ben says: In a minute')).toBeVisible();
  await ada.ringing.callIn('Ben');
  await ben.ringing.answerWithVideo('Ada invites you to a call');
  await ben.person.arrive();
  await expectToSee(ada.person, ben.person);
});
