import { expect } from '../expect.ts';
import { Relay } from '../fixtures/Relay.ts';
import { test } from '../fixtures/test.ts';
import { noteStatus } from '../senses/disturbances.ts';
import { expectAllTogether, expectToHear, expectToSee } from '../senses/everybody.ts';

test('a short break of the connection is said, loses nothing, and disturbs nobody', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer();
  const relay = await Relay.to(server.port);
  const ada = await person('Ada');
  const ben = await person('Ben');
  await Promise.all([ada.join(server.url, room), ben.join(relay.url, room)]);
  await ada.chat.open();
  await ben.chat.open();
  await expectAllTogether([ada, ben]);
  const said = await noteStatus(ada);

  relay.cut();
  await ben.news.expectNext('Connection lost, reconnecting');
  const missed = ['missed: one', 'missed: two', 'missed: three'];
  for (const text of missed) await ada.chat.say(text);
  await ben.chat.send('written without a connection');
  // Pictures and sound have their own way and do not stop.
  await expectToSee(ben, ada);
  await expectToHear(ben, [ada]);

  relay.mend();
  await ben.news.expectNext('Connected again');
  const all = [...missed, 'written without a connection'];
  for (const { chat } of [ada, ben]) await expect.poll(() => chat.occurrences(all)).toEqual(all);
  await expectAllTogether([ada, ben]);
  expect(await said()).not.toMatch(/Ben (left|joined)/);
  await relay.close();
});

test('a server that stops answering is noticed, and the call goes on when it answers again', async ({
  callOnOwnServer,
}) => {
  const { server, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  await ada.chat.open();
  await ben.chat.open();

  server.freeze();
  for (const { news } of people) await news.expectNext('Connection lost, reconnecting');
  server.thaw();
  for (const { news } of people) await news.expectNext('Connected again');
  await ada.chat.say('still here');
  await expect(ben.chat.log).toContainText('still here');
  await expectAllTogether(people);
});

test('a server that is stopped tells people, who come back to the next one', async ({
  callOnOwnServer,
}) => {
  const { server, people } = await callOnOwnServer(2);
  await server.pause();
  for (const { news } of people) await news.expectNext('reconnecting');
  await server.restart();
  await expectAllTogether(people);
});
