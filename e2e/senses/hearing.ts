import type { Page } from '@playwright/test';
import { ROLE_NAMES, ROLES, type RoleName } from '../media/cast.ts';
import { amplitudeAt } from './amplitudeAt.ts';
import { type CollectedSound, collectSounds } from './collectSounds.ts';

/** Below this a tone is taken for comfort noise. */
export const AUDIBLE = 0.005;

/**
 * The people that can be heard now, by the tone each of them makes. Each person's sound arrives by
 * itself, so the strongest tone says whose it is; traces of others in it are what echo cancellation
 * and the clicks of a busy machine leave behind.
 */
export async function heardRoles(page: Page): Promise<RoleName[]> {
  const sounds = await page.evaluate(collectSounds);
  const heard = new Set(sounds.map(strongestRole));
  return ROLE_NAMES.filter((role) => heard.has(role));
}

function strongestRole(sound: CollectedSound): RoleName | undefined {
  let strongest: RoleName | undefined;
  let most = AUDIBLE;
  for (const role of ROLE_NAMES) {
    const amplitude = amplitudeAt(sound, ROLES[role].tone);
    if (amplitude <= most) continue;
    strongest = role;
    most = amplitude;
  }
  return strongest;
}

/** The largest sample of everything that plays: 0 when the page is perfectly silent. */
export async function loudestSample(page: Page): Promise<number> {
  const sounds = await page.evaluate(collectSounds);
  return Math.max(0, ...sounds.map((sound) => sound.peak));
}
