import type { Locator, Page } from '@playwright/test';

/** The operator's page, found by roles and names alone. */
export class Admin {
  readonly page: Page;
  readonly closeDoors: Locator;
  readonly openDoors: Locator;
  readonly runningMeetings: Locator;
  readonly meetings: Locator;

  constructor(page: Page) {
    this.page = page;
    this.closeDoors = page.getByRole('button', { name: 'Close the doors' });
    this.openDoors = page.getByRole('button', { name: 'Open the doors' });
    this.runningMeetings = page.getByRole('combobox', { name: 'Running meetings' });
    this.meetings = page.getByRole('list', { name: 'Meetings' });
  }

  async signIn(url: string, token: string): Promise<void> {
    await this.page.goto(`${url}/admin`);
    await this.page.getByLabel('ADMIN_TOKEN').fill(token);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  meeting(room: string): Locator {
    return this.meetings.getByRole('listitem', { name: room });
  }

  /** Asks for it and says yes to the question that follows. */
  async confirm(asking: Locator, answer: string): Promise<void> {
    await asking.click();
    await this.page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
  }
}
