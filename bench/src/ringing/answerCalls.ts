import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { Account } from '../../../e2e/pages/Account.ts';
import { Call } from '../../../e2e/pages/Call.ts';
import { Directory } from '../../../e2e/pages/Directory.ts';
import { Ringing } from '../../../e2e/pages/Ringing.ts';
import { watchTraffic } from '../../../e2e/senses/traffic.ts';
import { watchAnswer } from './watchAnswer.ts';

const PATIENTLY = { timeout: 60_000 };
/** People look at the phone book before they call. */
const LOOKING_MS = 2_000;

/** From the click on the answer, ms each. */
export type Answered = {
  readonly answererHears: readonly number[];
  readonly callerHears: readonly number[];
  readonly callerSees: readonly number[];
};

/** One of two contacts calls the other one, who answers with video, again and again. */
export async function answerCalls(browser: Browser, url: string, count: number): Promise<Answered> {
  const [ada, ben] = [await signUp(browser, url, 'Ada'), await signUp(browser, url, 'Ben')];
  try {
    await becomeContacts(ada, ben);
    const answererHears: number[] = [];
    const callerHears: number[] = [];
    const callerSees: number[] = [];
    while (callerSees.length < count) {
      await pause(LOOKING_MS);
      await ada.directory.choose('Contacts', 'Ben');
      await ada.ringing.call('Ben');
      await ben.ringing.answerWithVideo('Ada is calling');
      const sees = await noted(ada.page, 'pictureAt');
      const [hears, isHeard] = [await noted(ada.page, 'soundAt'), await noted(ben.page, 'soundAt')];
      const answeredAt = await ben.page.evaluate(() => globalThis.answerNoted.clickedAt);
      callerSees.push(sees - answeredAt);
      callerHears.push(hears - answeredAt);
      answererHears.push(isHeard - answeredAt);
      for (const { page } of [ada, ben]) await new Call(page).leave();
      await Promise.all([backToBook(ada, 'Ben'), backToBook(ben, 'Ada')]);
    }
    return { answererHears, callerHears, callerSees };
  } finally {
    for (const { page } of [ada, ben]) await page.context().close();
  }
}

type Listed = Awaited<ReturnType<typeof signUp>>;

async function signUp(browser: Browser, url: string, displayName: string) {
  const context = await browser.newContext({ locale: 'en-GB' });
  await watchTraffic(context);
  await context.addInitScript(watchAnswer);
  const page = await context.newPage();
  const account = new Account(page, url);
  await account.signUp({ name: displayName.toLowerCase(), displayName, password: 'analytical engine' });
  const directory = new Directory(page);
  await expect(directory.heading).toBeVisible(PATIENTLY);
  return { page, account, directory, ringing: new Ringing(page) };
}

async function becomeContacts(ada: Listed, ben: Listed): Promise<void> {
  await ada.directory.find('Ben');
  const found = await ada.directory.choose('Found people', 'Ben');
  await found.getByRole('button', { name: 'Add contact' }).click();
  await ben.directory.row('Contact requests', 'Ada').getByRole('button', { name: 'Accept Ada' }).click();
  await expect(found.getByRole('button', { name: 'Remove contact' })).toBeVisible(PATIENTLY);
  await backToBook(ada, 'Ben');
}

async function backToBook({ account, directory }: Listed, other: string): Promise<void> {
  await account.open('/people');
  await expect(directory.row('Contacts', other)).toBeVisible(PATIENTLY);
}

async function noted(page: Page, what: 'soundAt' | 'pictureAt'): Promise<number> {
  const at = () => page.evaluate((name) => globalThis.answerNoted[name], what);
  await expect.poll(at, PATIENTLY).toBeGreaterThan(0);
  return at();
}
