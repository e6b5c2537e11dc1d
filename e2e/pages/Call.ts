import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { ownTileOf, tileOf } from './names.ts';

/** The page of the call, found by roles and names alone. */
export class Call {
  readonly page: Page;
  readonly main: Locator;
  readonly tiles: Locator;
  readonly toolbar: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main', { name: 'Call' });
    this.tiles = page.getByRole('list', { name: 'People in the call' });
    this.toolbar = page.getByRole('toolbar', { name: 'Call controls' });
    this.status = page.getByRole('status');
  }

  /** Somebody else's tile. */
  tile(name: string): Locator {
    return this.tiles.getByRole('listitem', { name: tileOf(name) });
  }

  ownTile(name: string): Locator {
    return this.tiles.getByRole('listitem', { name: ownTileOf(name) });
  }

  /** Everybody's tile, one's own too; shared screens are in the same list and are not people. */
  everyTile(): Locator {
    return this.tiles.getByRole('listitem', { name: /^(?!.*'s screen$)/ });
  }

  /** Somebody else's picture. */
  video(name: string): Locator {
    return this.tile(name).locator('video');
  }

  screen(name: string): Locator {
    return this.tiles.getByRole('listitem', { name: `${name}'s screen`, exact: true });
  }

  button(name: string): Locator {
    return this.toolbar.getByRole('button', { name, exact: true });
  }

  /** Presses a switch of the toolbar and waits until it offers the opposite. */
  async switch(name: string, opposite: string): Promise<void> {
    await this.button(name).click();
    await expect(this.button(opposite)).toBeVisible();
  }

  async leave(): Promise<void> {
    await this.button('Leave').click();
    await expect(this.page.getByRole('button', { name: 'Join again' })).toBeVisible();
  }
}
