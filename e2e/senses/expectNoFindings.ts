import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** WCAG 2.2 AA and axe's best practices: nothing may be found. */
export async function expectNoFindings(page: Page, where: string): Promise<void> {
  // A picture in the middle of a transition has colours that nobody will read.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
  // Otherwise axe puts its results together in a window of its own, which costs more than looking does;
  // what that is for are frames of other origins, and there are none.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    // What is in order need not be described, element by element.
    .options({ resultTypes: ['violations'] })
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
  }));
  expect(found, where).toEqual([]);
}
