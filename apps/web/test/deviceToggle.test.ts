import type { LocalMedia } from '@parley/client/session/store/CallState';
import { describe, expect, it } from 'vitest';
import { nextWish } from '../src/devices/useDeviceToggle.ts';

const media = (isWanted: boolean, isOn: boolean, isBusy: boolean): LocalMedia => ({
  isWanted,
  isOn,
  isCut: false,
  isBusy,
  error: null,
  track: null,
});

describe('nextWish', () => {
  it('is the opposite of what is so', () => {
    expect(nextWish(media(false, false, false))).toBe(true);
    expect(nextWish(media(true, true, false))).toBe(false);
  });

  it('stays “off” until the SFU has confirmed that it is off', () => {
    expect(nextWish(media(false, true, true))).toBe(false);
  });

  it('takes back switching on while it is under way', () => {
    expect(nextWish(media(true, false, true))).toBe(false);
  });

  it('tries again what is wanted and failed', () => {
    expect(nextWish(media(true, false, false))).toBe(true);
  });
});
