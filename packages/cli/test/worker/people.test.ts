import { afterAll, beforeAll, expect, test } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { Machine, signUp } from '../support/Machine.ts';

let server: ParleyServer;
beforeAll(async () => {
  server = await ParleyServer.start();
  for (const name of ['ada', 'ben', 'cleo', 'dan']) await signUp(server.url, name);
});
afterAll(() => server.stop());

const signedIn = (name: string) => Machine.signedIn(server.url, name);
/** Each of the many runs of the program takes seconds on a machine that is busy. */
const PATIENTLY = { timeout: 300_000 };

test('people are found by the beginnings of their names, unless they hide', PATIENTLY, async () => {
  const [{ program: ada }, { program: cleo }] = await Promise.all([signedIn('ada'), signedIn('cleo')]);
  expect(await ada.ask('people', 'cl fir')).toMatchObject({
    people: [{ name: 'cleo', displayName: 'cleo the first' }],
    hasMore: false,
  });
  expect((await ada.run(['people', 'leo'])).stdout).toBe('Nobody was found.\n');
  expect((await ada.run(['people'])).stdout).toBe('Nobody was found.\n');

  const hidden = await cleo.run(['presence', 'invisible']);
  expect(hidden.stdout).toBe('available; nobody sees it: you are invisible.\n');
  expect((await ada.run(['people', 'cleo'])).stdout).toBe('Nobody was found.\n');
  expect(await cleo.ask('presence', '--visible-to', 'everyone')).toEqual({
    chosenStatus: 'available',
    visibility: 'everyone',
  });
  expect((await ada.run(['people', 'cleo'])).stdout).toContain('cleo the first');
});

test('how one is, is chosen and kept; what there is not is refused', PATIENTLY, async () => {
  const { program } = await signedIn('dan');
  expect((await program.run(['presence', 'do-not-disturb'])).stdout).toBe(
    'do-not-disturb; everyone sees it.\n',
  );
  expect(await program.ask('presence')).toEqual({
    chosenStatus: 'do-not-disturb',
    visibility: 'everyone',
  });
  expect(await program.run(['presence', 'asleep'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"asleep" is none of available, away'),
  });
  expect((await program.run(['presence', 'away', '--visible-to', 'friends'])).code).toBe(2);
});

test('contacts are asked for, become so, are removed and blocked', PATIENTLY, async () => {
  const [{ program: ada }, { program: ben }] = await Promise.all([signedIn('ada'), signedIn('ben')]);
  expect((await ada.run(['contacts', 'request', 'nobody'])).stderr).toBe(
    'You can find nobody who signs in as "nobody".\n',
  );
  expect((await ada.run(['contacts', 'request', 'ben'])).stdout).toBe('ben is asked.\n');
  expect((await ben.run(['contacts'])).stdout).toContain('asks to be your contact');
  expect((await ada.run(['contacts'])).stdout).toContain('was asked');
  expect((await ben.run(['contacts', 'accept', 'ada'])).stdout).toBe('ada is your contact.\n');
  expect(await ada.ask('contacts')).toMatchObject({ contacts: [{ name: 'ben' }], requests: [] });
  expect(await ada.ask('people')).toMatchObject({ people: [{ name: 'ben' }] });

  expect((await ben.run(['contacts', 'remove', 'ada'])).code).toBe(0);
  expect(await ada.ask('contacts')).toMatchObject({ contacts: [] });
  expect((await ben.run(['contacts', 'block', 'ada'])).stdout).toBe('ada is blocked.\n');
  expect(await ben.ask('contacts')).toMatchObject({ blocked: [{ name: 'ada' }] });
  // To the one who is blocked it looks as if there were no such person.
  expect((await ada.run(['contacts', 'request', 'ben'])).code).toBe(1);
  expect((await ben.run(['contacts', 'unblock', 'ada'])).code).toBe(0);
  expect((await ada.run(['contacts', 'request', 'ben'])).code).toBe(0);
  expect((await ben.run(['contacts', 'decline', 'ada'])).code).toBe(0);
  // That it was declined is told nobody.
  expect(await ada.ask('contacts')).toMatchObject({ requests: [{ direction: 'sent' }] });
  expect((await ada.run(['contacts', 'withdraw', 'ben'])).stdout).toBe('ben is no longer asked.\n');
});

test('nobody who is not signed in looks anybody up', PATIENTLY, async () => {
  const { program } = new Machine(server.url);
  expect(await program.run(['people', 'ada'])).toMatchObject({
    code: 1,
    stderr: `Sign in to ${server.url} first: parley sign-in NAME\n`,
  });
});
