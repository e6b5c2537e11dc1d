import type { Page } from '@playwright/test';
import { ROLE_NAMES, ROLES, type RoleName } from '../media/cast.ts';
import { type HeardSound, measureSounds } from './measureSounds.ts';

/** Below this a tone is taken for leakage of another one or for comfort noise. */
const AUDIBLE = 0.005;

/** Listens to everything that the page plays to its person. */
export async function listen(page: Page): Promise<HeardSound[]> {
  const frequencies = ROLE_NAMES.map((role) => ROLES[role].tone);
  return page.evaluate(measureSounds, frequencies);
}

/** The people that can be heard now, by the tone each of them makes. */
export async function heardRoles(page: Page): Promise<RoleName[]> {
  const sounds = await listen(page);
  return ROLE_NAMES.filter((_, index) =>
    sounds.some((sound) => (sound.amplitudes[index] ?? 0) > AUDIBLE),
  );
}

/** The largest sample of everything that plays: 0 when the page is perfectly silent. */
export async function loudestSample(page: Page): Promise<number> {
  return Math.max(0, ...(await listen(page)).map((sound) => sound.peak));
}
