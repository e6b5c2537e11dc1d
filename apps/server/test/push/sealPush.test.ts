import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { areGoodKeys, sealPush } from '../../src/push/sealPush.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

// RFC 8291, appendix A.
const KEYS = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};
const CONTENT = Buffer.from('When I grow up, I want to be a watermelon');

function chosen() {
  const local = createECDH('prime256v1');
  local.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
  return { salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'), local };
}

test('seals the example of RFC 8291 as it is written there', () => {
  expect(sealPush(CONTENT, KEYS, 0, chosen()).toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('its length does not tell the length of what is in it, and no two are the same', () => {
  const [short, long] = [Buffer.from('a'), Buffer.from('a'.repeat(90))];
  expect(sealPush(short, KEYS, 100).length).toBe(sealPush(long, KEYS, 100).length);
  expect(sealPush(short, KEYS, 100).equals(sealPush(short, KEYS, 100))).toBe(false);
});

test('a key that is no point on the curve is none', () => {
  expect(areGoodKeys(KEYS)).toBe(true);
  expect(areGoodKeys({ ...KEYS, p256dh: Buffer.alloc(65, 4).toString('base64url') })).toBe(false);
  expect(areGoodKeys({ ...KEYS, p256dh: '' })).toBe(false);
});
