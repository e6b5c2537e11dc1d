import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The page's own list, oldest first. What was taken is gone. */
declare global {
  var announcements: string[];
}

/**
 * What the page's status lines said, as a screen reader hears it. A line is on the screen for five
 * seconds; who looks again and again could look past it.
 */
export class Announcements {
  readonly #page: Page;

  /** Of every page that is opened in this tab from now on. */
  constructor(page: Page) {
    this.#page = page;
    // Commands to a page are carried out in order: it is there before whatever is opened next.
    void page.addInitScript(() => {
      globalThis.announcements = [];
      const say = (text: string | null): void => {
        if (text) globalThis.announcements.push(text);
      };
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          const line = target instanceof Element ? target : target.parentElement;
          const isSaid = line?.closest('[role=status]') != null;
          for (const node of addedNodes) {
            if (isSaid) say(node.textContent);
            else if (node instanceof Element) {
              for (const status of node.querySelectorAll('[role=status]')) say(status.textContent);
            }
          }
        }
      }).observe(document, { childList: true, subtree: true });
    });
  }

  /** Whether these words were said since the last ones that were taken. Takes them if so. */
  async take(words: string): Promise<boolean> {
    return this.#page.evaluate((words) => {
      const at = globalThis.announcements.findIndex((line) => line.includes(words));
      if (at >= 0) globalThis.announcements.splice(0, at + 1);
      return at >= 0;
    }, words);
  }

  /** Waits until these words are said, unless they were since the last ones that were taken. */
  async expectNext(words: string, { timeout = 90_000 } = {}): Promise<void> {
    await expect.poll(() => this.take(words), { message: `"${words}" is said`, timeout }).toBe(true);
  }
}
