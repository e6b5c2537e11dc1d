import type { Envelope } from '@parley/protocol/people/messages';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/messages/crypto/bytes.ts';
import { decodeContent, encodeContent } from '../../src/messages/crypto/content.ts';
import { type DeviceIdentity, makeIdentity } from '../../src/messages/crypto/identity.ts';
import { safetyNumber } from '../../src/messages/crypto/safetyNumber.ts';
import { open, seal } from '../../src/messages/crypto/seal.ts';

const TEXT = { type: 'text', text: 'Grüße 🦊' } as const;
const HEADER = { messageId: 'message-1', senderId: 'account-ada', recipientId: 'account-bob' };
const BOB = HEADER.recipientId;

/** What a device is given of a message that was sealed for it. */
async function envelopeFor(to: DeviceIdentity, from: DeviceIdentity): Promise<Envelope> {
  const addressees = [{ accountId: BOB, deviceKey: to.deviceKey }];
  const { keys, ...sealed } = await seal(encodeContent(TEXT), HEADER, from, addressees);
  const sealedKey = keys[0]?.sealedKey ?? '';
  return { ...HEADER, ...sealed, sealedKey, number: 1, position: 1, sentAt: 0 };
}

/** The same text with one bit of its first byte turned. */
function damaged(text: string): string {
  const bytes = fromBase64Url(text);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return toBase64Url(bytes);
}

describe('a sealed message', () => {
  it('is read by the device that it is for', async () => {
    const [ada, bob] = await Promise.all([makeIdentity(), makeIdentity()]);
    const opened = await open(await envelopeFor(bob, ada), BOB, bob);
    expect(decodeContent(opened)).toEqual(TEXT);
  });

  it('is read by each of several devices, and looks different each time', async () => {
    const [ada, bob, bobToo] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
    const addressees = [bob, bobToo].map(({ deviceKey }) => ({ accountId: BOB, deviceKey }));
    const sealed = await seal(encodeContent(TEXT), HEADER, ada, addressees);
    for (const [index, device] of [bob, bobToo].entries()) {
      const sealedKey = sealed.keys[index]?.sealedKey ?? '';
      const envelope = { ...HEADER, ...sealed, sealedKey, number: 1, position: 1, sentAt: 0 };
      expect(decodeContent(await open(envelope, BOB, device))).toEqual(TEXT);
    }
    const again = await seal(encodeContent(TEXT), HEADER, ada, addressees);
    for (const part of ['body', 'ephemeralKey'] as const) expect(again[part]).not.toBe(sealed[part]);
  });

  it('is opened by nobody else, for nobody else, from nobody else, and not when anything is changed', async () => {
    const [ada, bob, eve] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
    const envelope = await envelopeFor(bob, ada);
    const changes: Partial<Envelope>[] = [
      { messageId: 'message-2' },
      { senderId: 'account-eve' },
      { recipientId: 'account-eve' },
      { senderKey: eve.deviceKey },
      { ephemeralKey: eve.deviceKey },
      { body: damaged(envelope.body) },
      { sealedKey: damaged(envelope.sealedKey) },
      // Another message of the same two.
      { body: (await envelopeFor(bob, ada)).body },
    ];
    for (const change of changes) {
      const attempt = open({ ...envelope, ...change }, BOB, bob);
      await expect(attempt, JSON.stringify(change)).rejects.toThrow();
    }
    await expect(open(envelope, BOB, eve)).rejects.toThrow();
    await expect(open(envelope, 'account-eve', bob)).rejects.toThrow();
  });

  it('is not made for a key with which everybody would share the same', async () => {
    const ada = await makeIdentity();
    for (const deviceKey of [toBase64Url(new Uint8Array(32)), 'AQ', '!']) {
      const addressees = [{ accountId: BOB, deviceKey }];
      await expect(seal(encodeContent(TEXT), HEADER, ada, addressees), deviceKey).rejects.toThrow();
    }
  });

  it('hides how long it is, to within a block', () => {
    const lengthOf = (text: string) => encodeContent({ type: 'text', text }).length;
    expect(lengthOf('yes')).toBe(lengthOf('Not before next Tuesday, I am afraid.'));
    expect(decodeContent(encodeContent({ type: 'text', text: 'yes ' }))).toMatchObject({ text: 'yes ' });
  });

  it('of a form that nobody knows is refused', () => {
    for (const content of ['{}', 'null', '{"type":"text","text":""}', '{"type":"file"}', '']) {
      expect(() => decodeContent(new TextEncoder().encode(content)), content).toThrow();
    }
  });

  it('comes from a key that cannot be read out', async () => {
    const { privateKey } = await makeIdentity();
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
  });
});

describe('the safety number', () => {
  const ada = { accountId: 'account-ada', deviceKeys: ['key-1', 'key-2'] };
  const bob = { accountId: 'account-bob', deviceKeys: ['key-3'] };

  it('is the same for both, in whatever order they know the devices', async () => {
    const number = await safetyNumber(ada, bob);
    expect(number).toMatch(/^\d{5}( \d{5}){11}$/);
    expect(await safetyNumber(bob, { ...ada, deviceKeys: ['key-2', 'key-1'] })).toBe(number);
  });

  it('changes with each device, of either', async () => {
    const numbers = await Promise.all([
      safetyNumber(ada, bob),
      safetyNumber({ ...ada, deviceKeys: ['key-1'] }, bob),
      safetyNumber(ada, { ...bob, deviceKeys: ['key-3', 'key-4'] }),
      safetyNumber({ ...ada, accountId: 'account-eve' }, bob),
    ]);
    expect(new Set(numbers).size).toBe(4);
  });
});
