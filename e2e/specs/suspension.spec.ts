import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { Admin } from '../pages/Admin.ts';
import { Directory } from '../pages/Directory.ts';

const ADMIN_TOKEN = 'a-token-of-an-operator';
const EVE = { name: 'eve', displayName: 'Eve', password: 'analytical engine' };

test('whose account an operator suspends is signed out at once, and stays out until it is restored', async ({
  person,
  ownServer,
}) => {
  const { url } = await ownServer({ ADMIN_TOKEN });
  const [eve, { page: operator }] = [await person('Eve'), await person('Operator')];
  const [account, directory] = [new Account(eve.page, url), new Directory(eve.page)];
  await account.signUp(EVE);
  await expect(directory.heading).toBeVisible();

  const admin = new Admin(operator);
  await admin.signIn(url, ADMIN_TOKEN);
  const suspend = operator.getByRole('button', { name: 'Suspend the account of Eve' });
  await admin.confirm(suspend, 'Suspend the account');
  const people = operator.getByRole('list', { name: 'People with an account' });
  await expect(people.getByRole('listitem')).toContainText('Suspended');

  // The page that was open at the phone book shows it without being touched.
  await expect(account.signInHeading).toBeVisible();
  await account.signIn(EVE.name, EVE.password);
  await expect(account.problem).toHaveText('The operator of this server has suspended this account.');
  await expect(directory.heading).toHaveCount(0);

  await operator.getByRole('button', { name: 'Restore the account of Eve' }).click();
  await expect(people.getByRole('listitem')).not.toContainText('Suspended');
  await account.signIn(EVE.name, EVE.password);
  await expect(directory.heading).toBeVisible();
});
