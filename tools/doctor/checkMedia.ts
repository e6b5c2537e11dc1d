import type { CheckReport } from '../../packages/client/src/check/CheckReport.ts';
import { explainMedia, hasOpenPath } from './explainMedia.ts';
import type { Finding } from './Finding.ts';
import type { Browser } from './openBrowser.ts';

const RUN_MS = 180_000;

/** Has the server's own connection check run in a browser, and reads what it found. */
export async function checkMedia(
  url: URL,
  hostAddresses: readonly string[],
  browser: Browser,
): Promise<{ isAnyPathOpen: boolean; findings: Finding[] }> {
  const context = await browser.newContext({ locale: 'en-GB', ignoreHTTPSErrors: true });
  const page = await context.newPage();
  try {
    await page.goto(new URL('/check', url).href);
    await page.getByRole('button', { name: 'Start the check' }).click();
    const result = page.locator('[data-report]');
    await result.waitFor({ state: 'attached', timeout: RUN_MS });
    const report = JSON.parse((await result.textContent()) ?? '') as CheckReport;
    return {
      isAnyPathOpen: hasOpenPath(report),
      findings: explainMedia(report, url.hostname, hostAddresses),
    };
  } catch (error) {
    const shown = await page
      .locator('body')
      // biome-ignore lint/performance/useDomNodeTextContent: what a person would see, without scripts and what is hidden
      .innerText()
      .catch(() => '');
    const text =
      `The page ${url.origin}/check did not come to an end: ${firstLine(error)} ` +
      `It shows: ${JSON.stringify(shown.replace(/\s+/g, ' ').slice(0, 300))}`;
    return { isAnyPathOpen: false, findings: [{ check: 'media', level: 'fail', text }] };
  } finally {
    await context.close();
  }
}

export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
