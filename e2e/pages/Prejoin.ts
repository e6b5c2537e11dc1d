import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

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
    const already = this.page.getByRole('button', {
      name: `Turn ${device} ${wanted === 'on' ? 'off' : 'on'}`,
    });
    const button = this.page.getByRole('button', { name: `Turn ${device} ${wanted}`, exact: true });
    await expect(already.or(button)).toBeVisible();
    if (await button.isVisible()) await button.click();
    await expect(already).toBeVisible();
  }

  async join(name: string): Promise<void> {
    await this.nameBox.fill(name);
    await this.joinButton.click();
  }
}
