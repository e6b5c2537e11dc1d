import { test } from '../fixtures/test.ts';
import { expectAllTogether } from '../senses/everybody.ts';

for (const count of [2, 3, 4]) {
  const details = count > 3 ? { tag: '@crowd' } : {};
  test(
    `${count} people see and hear each other, each as who they are`,
    details,
    async ({ peopleInCall }) => {
      await expectAllTogether(await peopleInCall(count));
    },
  );
}
