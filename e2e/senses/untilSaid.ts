import type { Page } from '@playwright/test';

/** Settles with all that the page says once it says that; it is seen even when it is gone a moment later. */
export function untilSaid(page: Page, what: RegExp): Promise<string> {
  return page.evaluate(
    (source) =>
      new Promise<string>((resolve) => {
        const wanted = new RegExp(source);
        const look = () => {
          const text = document.body.textContent;
          if (!wanted.test(text)) return;
          observer.disconnect();
          resolve(text);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        look();
      }),
    what.source,
  );
}
