import type { Browser } from '@playwright/test';

/** Processor time of all processes of this browser so far, in seconds, as it counts itself. */
export async function browserCpuS(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  } finally {
    await devtools.detach();
  }
}
