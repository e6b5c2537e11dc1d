import type { Locator, Page } from '@playwright/test';

/** Direct calls, as a person makes and takes them. */
export class Ringing {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What stands above the page, by its heading. */
  dialog(title: string): Locator {
    return this.#page.getByRole('dialog', { name: title, exact: true });
  }

  async call(name: string): Promise<void> {
    await this.#button(`Call ${name}`);
  }

  /** Calls somebody into the call that one is in; the list of its people is open. */
  async callIn(name: string): Promise<void> {
    await this.#button('Call somebody in …');
    await this.dialog('Call somebody in').getByRole('searchbox').fill(name.slice(0, 2));
    await this.#button(`Call ${name} in`);
  }

  /** What the one who called somebody in is told of it. */
  news(text: string): Locator {
    return this.#page.getByText(text, { exact: true });
  }

  async answerWithVideo(title: string): Promise<void> {
    await this.dialog(title).getByRole('button', { name: 'Answer with video' }).click();
  }

  async declineWith(title: string, message: string): Promise<void> {
    const dialog = this.dialog(title);
    await dialog.getByRole('button', { name: 'Decline with message' }).click();
    await dialog.getByRole('textbox', { name: 'Message' }).fill(message);
    await dialog.getByRole('button', { name: 'Decline and send' }).click();
  }

  async cancel(): Promise<void> {
    await this.#button('Cancel call');
  }

  async close(): Promise<void> {
    await this.#button('Close');
  }

  async clearMissed(): Promise<void> {
    await this.#button('Clear missed calls');
  }

  async #button(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).click();
  }
}
