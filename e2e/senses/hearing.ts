import type { Page } from '@playwright/test';
import { ROLE_NAMES, ROLES, type RoleName } from '../media/cast.ts';
import { amplitudeAt } from './amplitudeAt.ts';
import { collectSounds } from './collectSounds.ts';

/** Below this a tone is taken for leakage of another one or for comfort noise. */
export const AUDIBLE = 0.005;

/** The people that can be heard now, by the tone each of them makes. */
export async function heardRoles(page: Page): Promise<RoleName[]> {
  const sounds = await page.evaluate(collectSounds);
  return ROLE_NAMES.filter((role) =>
    sounds.some((sound) => amplitudeAt(sound, ROLES[role].tone) > AUDIBLE),
  );
}

/** The largest sample of everything that plays: 0 when the page is perfectly silent. */
export async function loudestSample(page: Page): Promise<number> {
  const sounds = await page.evaluate(collectSounds);
  return Math.max(0, ...sounds.map((sound) => sound.peak));
}
