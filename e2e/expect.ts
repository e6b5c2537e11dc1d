import { expect as ofPlaywright } from '@playwright/test';

/** Waits as long as a busy machine may take, whichever runner the test is run by: their own are 5 s. */
export const expect = ofPlaywright.configure({ timeout: 45_000 });
