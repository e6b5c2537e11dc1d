import { launchChromium } from '../../e2e/fixtures/chromium.ts';

export type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

/** Chromium with a camera that shows a pattern and a microphone that beeps. */
export function openBrowser(): Promise<Browser> {
  return launchChromium({ devices: null, extraFlags: ['--use-fake-device-for-media-stream'] });
}
