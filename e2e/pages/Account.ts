import type { Locator, Page } from '@playwright/test';

type Person = { name: string; displayName: string; password: string };

/** The pages about one's account, as a person uses them. */
export class Account {
  readonly #page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  get problem(): Locator {
    return this.#page.getByRole('alert');
  }

  get signInHeading(): Locator {
    return this.#page.getByRole('heading', { name: 'Sign in' });
  }

  get sessions(): Locator {
    return this.#page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  }

  box(label: string): Locator {
    return this.#page.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  async open(path: '/people' | '/settings'): Promise<void> {
    await this.#page.goto(this.#url + path);
  }

  async signUp(person: Person): Promise<void> {
    await this.open('/people');
    await this.button('Create an account').click();
    await this.fillIn(person);
  }

  async fillIn({ name, displayName, password }: Person): Promise<void> {
    await this.box('Sign-in name').fill(name);
    await this.box('Name that others see').fill(displayName);
    await this.box('Password').fill(password);
    await this.button('Create account').click();
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.box('Sign-in name').fill(name);
    await this.box('Password').fill(password);
    await this.button('Sign in').click();
  }
}
