import type { Browser } from '@playwright/test';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';

export type FirstLoad = {
  /** From the navigation until somebody can click on joining, with nothing in the cache. */
  readonly usableMs: number;
  /** What came over the network until then, as it came: compressed, with its headers. */
  readonly bytes: number;
};

/** Somebody opens the link of a room for the first time. */
export async function firstLoad(browser: Browser, url: string): Promise<FirstLoad> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await devtools.send('Network.enable');
    const prejoin = new Prejoin(page);
    const openedAt = performance.now();
    await prejoin.open(url, 'bench');
    await prejoin.nameBox.fill('Guest');
    await prejoin.joinButton.click({ trial: true });
    return { usableMs: performance.now() - openedAt, bytes };
  } finally {
    await context.close();
  }
}
