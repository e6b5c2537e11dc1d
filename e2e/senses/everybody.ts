import { expect } from '../expect.ts';
import type { Person } from '../fixtures/Person.ts';
import { ROLE_NAMES, type RoleName } from '../media/cast.ts';
import { heardRoles } from './hearing.ts';
import { seenRole } from './sight.ts';

/** Four browsers on two busy processors take their time to get going. */
const PATIENTLY = { timeout: 90_000 };

/** Each sees a moving picture of each other one, and hears all of them and not themselves. */
export async function expectAllTogether(people: readonly Person[]): Promise<void> {
  await Promise.all(
    people.map(async (person) => {
      const others = people.filter((other) => other !== person);
      await expect(person.call.everyTile()).toHaveCount(people.length);
      for (const other of others) await expectToSee(person, other);
      await expectToHear(person, others);
    }),
  );
}

export async function expectToSee(person: Person, other: Person): Promise<void> {
  await expect
    .poll(() => seenRole(person.call.video(other.name)), {
      message: `${person.name} sees ${other.name}`,
      ...PATIENTLY,
    })
    .toBe(other.role);
}

/**
 * These and nobody else. Not all of them in the same second: when many speak at once, echo cancellation
 * gives way now to the one and now to the other.
 */
export async function expectToHear(person: Person, others: readonly Person[]): Promise<void> {
  const expected = ROLE_NAMES.filter((role) => others.some((other) => other.role === role));
  const names = others.map(({ name }) => name).join(', ') || 'nobody';
  const heard = new Set<RoleName>();
  await expect
    .poll(
      async () => {
        for (const role of await heardRoles(person.page)) heard.add(role);
        return ROLE_NAMES.filter((role) => heard.has(role));
      },
      { message: `${person.name} hears ${names}`, ...PATIENTLY },
    )
    .toEqual(expected);
}
