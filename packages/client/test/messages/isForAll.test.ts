import { describe, expect, it } from 'vitest';
import { isBetween, isForAll } from '../../src/messages/straight/isForAll.ts';

const own = [{ deviceKey: 'laptop' }, { deviceKey: 'phone' }];

describe('what comes straight', () => {
  it('is for all when each of one’s own devices is named, or has sent it', () => {
    expect(isForAll({ senderKey: 'bens', deviceKeys: ['phone', 'laptop', 'bens-phone'] }, own)).toBe(
      true,
    );
    expect(isForAll({ senderKey: 'phone', deviceKeys: ['laptop', 'bens'] }, own)).toBe(true);
  });

  it('is not when its sender did not know of one of them', () => {
    expect(isForAll({ senderKey: 'bens', deviceKeys: ['laptop', 'bens-phone'] }, own)).toBe(false);
  });

  it('is for oneself from others, and for others from oneself', () => {
    expect(isBetween({ recipientId: 'ada' }, 'ben', 'ada')).toBe(true);
    expect(isBetween({ recipientId: 'ben' }, 'ada', 'ada')).toBe(true);
    expect(isBetween({ recipientId: 'eve' }, 'ben', 'ada')).toBe(false);
    expect(isBetween({ recipientId: 'ada' }, 'ada', 'ada')).toBe(false);
  });
});
