import { expect, test } from 'vitest';
import { serverOnTheStreet } from './onTheStreet.ts';
import { expectTogether, joinFrom, PATIENTLY } from './twoPeople.ts';

test('two whose networks let nothing but TCP through meet by a code, and see and hear each other', async () => {
  const { street, url, fromHere } = await serverOnTheStreet();
  const answer = await fetch(`${fromHere}/api/v1/codes`, { method: 'POST' });
  const { code } = (await answer.json()) as { code: string };
  const enter = async (name: string) => {
    const home = await street.home();
    await home.blockUdp();
    return joinFrom(home, url, code, name);
  };
  const people = [await enter('Ada'), await enter('Ben')];
  await expectTogether(...people);
  for (const { perception } of people) expect(perception.peerIds).toHaveLength(2);
  for (const person of people)
    await expect.poll(() => person.perception.mediaPath, PATIENTLY).toBe('tcp');
  // Who comes after them gets in from no network.
  await expect(joinFrom(await street.home(), url, code, 'Cleo')).rejects.toThrow(
    'This code is not known',
  );
});
