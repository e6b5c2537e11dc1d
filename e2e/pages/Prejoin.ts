import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The page before the call. */
export class Prejoin {
  readonly page: Page;
  readonly nameBox: Locator;
  readonly joinButton: Locator;
  readonly preview: Locator;

  constructor(page: Page) {
    this.page = page;
    this.nameBox = page.getByRole('textbox', { name: 'Your name' });
    this.joinButton = page.getByRole('button', { name: 'Join now' });
    this.preview = page.locator('main video');
  }

  async open(url: string, room: string): Promise<void> {
    await this.page.goto(`${url}/r/${room}`);
    await expect(this.joinButton).toBeVisible();
  }

  device(kind: 'Microphone' | 'Camera' | 'Speaker'): Locator {
    return this.page.getByRole('combobox', { name: kind });
  }

  /** Brings microphone or camera into the wanted state and waits until it is so. */
  async turn(device: 'microphone' | 'camera', wanted: 'on' | 'off'): Promise<void> {
    const done = this.button(device, wanted === 'on' ? 'off' : 'on');
    const button = this.button(device, wanted);
    await expect(done.or(button)).toBeVisible();
    // A device that was on the last time comes on by itself, perhaps just before the click.
    await expect(async () => {
      if (!(await done.isVisible())) await button.click({ timeout: 5_000 });
      await expect(done).toBeVisible({ timeout: 10_000 });
    }).toPass();
  }

  /** The switch that offers that next. */
  button(device: 'microphone' | 'camera', next: 'on' | 'off'): Locator {
    return this.page.getByRole('button', { name: `Turn ${device} ${next}`, exact: true });
  }

  async join(name: string): Promise<void> {
    await this.nameBox.fill(name);
    await this.joinButton.click();
  }
}
