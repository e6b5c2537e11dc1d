import type { Locator, Page } from '@playwright/test';
import { literally, ownTileOf, tileOf } from './names.ts';

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

  /** Everybody's tile, one's own too; shared screens are not people. */
  everyTile(): Locator {
    return this.tiles.getByRole('listitem');
  }

  screen(name: string): Locator {
    return this.page.getByRole('listitem', { name: new RegExp(`^${literally(name)}.s screen`) });
  }

  button(name: string | RegExp): Locator {
    return this.toolbar.getByRole('button', { name, exact: true });
  }
}
