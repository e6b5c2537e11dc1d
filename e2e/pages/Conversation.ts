import type { Locator, Page } from '@playwright/test';

/** What two people say to each other in the phone book, as one of them uses it. */
export class Conversation {
  readonly region: Locator;
  readonly #page: Page;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.region = page.getByRole('region', { name: `Conversation with ${name}` });
  }

  get messages(): Locator {
    return this.region.getByRole('log', { name: 'Messages' }).getByRole('article');
  }

  async write(text: string): Promise<void> {
    const field = this.region.getByRole('textbox', { name: 'Message' });
    await field.fill(text);
    await field.press('Enter');
  }

  /** The digits, as they are shown. */
  async safetyNumber(): Promise<string[]> {
    await this.region.getByRole('button', { name: 'Safety number' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Safety number' });
    const digits = dialog.getByText(/^\d{5}$/);
    await digits.first().waitFor();
    const number = await digits.allTextContents();
    await dialog.getByRole('button', { name: 'Close' }).click();
    return number;
  }
}
