import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

export class ChatPanel {
  readonly panel: Locator;
  readonly log: Locator;
  readonly box: Locator;
  readonly sendButton: Locator;
  readonly #openButton: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('complementary', { name: 'Chat' });
    this.log = this.panel.getByRole('log', { name: 'Chat messages' });
    this.box = this.panel.getByRole('textbox', { name: 'Message' });
    this.sendButton = this.panel.getByRole('button', { name: 'Send' });
    this.#openButton = page
      .getByRole('toolbar', { name: 'Call controls' })
      .getByRole('button', { name: /^Chat/ });
  }

  async open(): Promise<void> {
    if (!(await this.panel.isVisible())) await this.#openButton.click();
    await expect(this.box).toBeVisible();
  }

  /** Sends and leaves the rest to the page. */
  async send(text: string): Promise<void> {
    await this.box.fill(text);
    await this.sendButton.click();
  }

  /** Sends and waits until the server has kept it. */
  async say(text: string): Promise<void> {
    await this.send(text);
    await expect(this.log).toContainText(text);
    await expect(this.log).not.toContainText('Sending …');
  }

  /**
   * What the log says of the given texts: those that are in it, in its order, each as often as it is
   * there. Texts must not be parts of one another.
   */
  async occurrences(texts: readonly string[]): Promise<string[]> {
    const all = (await this.log.textContent()) ?? '';
    return texts
      .flatMap((text) => positions(all, text).map((at) => ({ at, text })))
      .sort((one, other) => one.at - other.at)
      .map(({ text }) => text);
  }
}

function positions(all: string, text: string): number[] {
  const found: number[] = [];
  for (let at = all.indexOf(text); at !== -1; at = all.indexOf(text, at + text.length)) found.push(at);
  return found;
}
