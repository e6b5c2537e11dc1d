import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The phone book, as a person uses it. */
export class Directory {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { name: 'People', exact: true });
  }

  get box(): Locator {
    return this.#page.getByRole('searchbox', { name: 'Find people' });
  }

  /** Somebody's row in a list, by its visible name. */
  row(list: string, name: string): Locator {
    return this.list(list).getByRole('listitem').filter({ hasText: name });
  }

  list(name: string): Locator {
    return this.#page.getByRole('list', { name, exact: true });
  }

  /** What is shown of the one who was chosen. */
  panel(name: string): Locator {
    return this.#page.getByRole('region', { name, exact: true });
  }

  async choose(list: string, name: string): Promise<Locator> {
    await this.row(list, name).getByRole('button').first().click();
    return this.panel(name);
  }

  async find(query: string): Promise<void> {
    await this.box.fill(query);
  }

  /** One of the choices of one's own status menu. */
  async set(choice: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Your status' }).click();
    await this.#page.getByRole('menuitemradio', { name: choice, exact: true }).click();
    // A menu that fades away still has its items.
    await expect(this.#page.getByRole('menu')).toHaveCount(0);
  }
}
