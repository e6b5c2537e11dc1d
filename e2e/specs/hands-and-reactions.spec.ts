import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { untilShown } from '../senses/untilShown.ts';

test('a raised hand is shown to everybody until it is lowered', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await ada.call.switch('Raise hand', 'Lower hand');
  await expect(ben.call.tile('Ada').getByText('Hand raised')).toBeVisible();
  await expect(ada.call.ownTile('Ada').getByText('Hand raised')).toBeVisible();
  await ben.news.expectNext('Ada raised a hand');

  await ada.call.switch('Lower hand', 'Raise hand');
  await expect(ben.call.tile('Ada').getByText('Hand raised')).toHaveCount(0);
});

test('hands are listed in the order they went up', async ({ peopleInCall }) => {
  const [ada, ben, cleo] = await peopleInCall(3);
  await cleo.call.switch('Raise hand', 'Lower hand');
  await expect(ada.call.tile('Cleo').getByText('Hand raised')).toBeVisible();
  await ben.call.switch('Raise hand', 'Lower hand');
  await ada.call.button('People').click();
  const rows = ada.page.getByRole('list', { name: 'Participants' }).getByRole('listitem');
  await expect(rows.nth(0)).toContainText('Cleo');
  await expect(rows.nth(1)).toContainText('Ben');
  await expect(rows.nth(2)).toContainText('Ada');
});

test('a reaction is seen by the others and goes away by itself', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  const reaction = '[data-reaction="🎉"]';
  const seen = untilShown(ben.call.tile('Ada'), reaction);
  await ada.call.button('Reactions').click();
  await ada.page.getByRole('button', { name: 'Party' }).click();
  await seen;
  await ben.news.expectNext('Ada: Party');
  await expect(ben.call.tile('Ada').locator(reaction)).toHaveCount(0);
});
