import type { Locator } from '@playwright/test';

/** Settles once something that matches is to be seen within; also when it is gone a moment later. */
export function untilShown(within: Locator, selector: string): Promise<void> {
  return within.evaluate(
    (place, wanted) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!place.querySelector(wanted)?.checkVisibility({ opacityProperty: true })) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(place, { childList: true, subtree: true, attributes: true });
        look();
      }),
    selector,
  );
}
