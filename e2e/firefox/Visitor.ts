import { setTimeout as pause } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { amplitudeAt } from '../senses/amplitudeAt.ts';
import { comparePictures, type SeenPicture } from '../senses/comparePictures.ts';
import { countArrivals, listConnections } from '../senses/traffic.ts';
import type { Firefox } from './Firefox.ts';
import { recordSounds } from './recordSounds.ts';

const FOUND_WITHIN_MS = 90_000;
const CHANNELS = ['red', 'green', 'blue'] as const;
/** Of 255; encoding alone shifts a colour by less. */
const NOTICEABLE = 12;

/** Somebody with Firefox, who finds things by their roles and accessible names. */
export class Visitor {
  readonly name: string;
  readonly page: Page;

  private constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
  }

  static async with(firefox: Firefox, name: string): Promise<Visitor> {
    const page = await firefox.browser.newPage();
    page.setDefaultTimeout(FOUND_WITHIN_MS);
    await page.evaluateOnNewDocument(listConnections);
    return new Visitor(name, page);
  }

  async join(url: string, room: string): Promise<void> {
    await this.page.goto(`${url}/r/${room}`);
    await this.fill('Your name', this.name);
    for (const device of ['microphone', 'camera']) {
      if (await this.page.$(byRole('button', `Turn ${device} on`)))
        await this.press(`Turn ${device} on`);
      await this.find('button', `Turn ${device} off`);
    }
    await this.press('Join now');
    await this.find('main', 'Call');
  }

  async press(button: string): Promise<void> {
    await (await this.find('button', button)).click();
  }

  async fill(box: string, text: string): Promise<void> {
    await (await this.find('textbox', box)).type(text);
  }

  /** Waits for it; the driver's own waiting asks for animation frames, which a window behind has not. */
  async find(role: string, name: string): Promise<ElementHandle> {
    const giveUpAt = Date.now() + FOUND_WITHIN_MS;
    while (Date.now() < giveUpAt) {
      const found = await this.page.$(byRole(role, name));
      if (found) return found;
      await pause(100);
    }
    throw new Error(`${this.name} finds no ${role} "${name}"`);
  }

  async textOf(role: string, name: string): Promise<string> {
    return this.page.$eval(byRole(role, name), (element) => element.textContent ?? '');
  }

  /** What the page says, for whoever has to find out why a test failed. */
  async report(): Promise<string> {
    return `${this.name} reads: ${await this.page.evaluate(readEverything)}`;
  }

  /** The names of all tiles. */
  async tiles(): Promise<string[]> {
    return this.page.$$eval('ul[aria-label="People in the call"] > li', (items) =>
      items.map((item) => item.getAttribute('aria-label') ?? ''),
    );
  }

  /** @returns undefined while there is no picture */
  async lookAt(name: string): Promise<SeenPicture | undefined> {
    const video = await this.page.$(
      `ul[aria-label="People in the call"] > li[aria-label^="${name}"] video`,
    );
    return video?.evaluate(comparePictures);
  }

  /** Whether somebody's picture gets another colour, as the one of Firefox's fake camera does all the time. */
  async seesChange(name: string): Promise<boolean> {
    const before = await this.lookAt(name);
    await pause(500);
    const after = await this.lookAt(name);
    if (!before || !after) return false;
    return CHANNELS.some((channel) => Math.abs(after[channel] - before[channel]) > NOTICEABLE);
  }

  /** How strong a frequency is in the loudest of what is playing. */
  async listenFor(tone: number): Promise<number> {
    const sounds = await this.page.evaluate(recordSounds);
    return Math.max(0, ...sounds.map((sound) => amplitudeAt(sound, tone)));
  }

  async packetsArriving(kind: 'audio' | 'video'): Promise<number> {
    const arrivals: number[] = await this.page.evaluate(countArrivals, kind);
    return arrivals.reduce((sum, packets) => sum + packets, 0);
  }
}

function byRole(role: string, name: string): string {
  return `::-p-aria([name="${name}"][role="${role}"])`;
}

/** Runs in the page: its text, and the names of its controls, which say what is on. */
function readEverything(): string {
  const controls = [...document.querySelectorAll('button, [role=alert]')].map(
    (element) => element.getAttribute('aria-label') ?? element.textContent,
  );
  return `${document.body.textContent}\n${controls.join(' | ')}`;
}
