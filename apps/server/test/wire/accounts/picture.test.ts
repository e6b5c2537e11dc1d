import { describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { begin, beginWithAda, WEBP } from '../support/beginWithAda.ts';
import { withOther } from '../support/withOther.ts';

describe('a picture', () => {
  const put = (data: string, mediaType = 'image/webp') =>
    ['PUT /account/picture', { mediaType, data }] as const;

  test('is served as what it is, for ever, under an address of its own', async () => {
    const { server, hers } = await beginWithAda();
    const { accountId, pictureVersion } = (await hers.ask(...put(WEBP))).body;
    const get = (version: string) =>
      fetch(`${server.url}/api/v1/accounts/${accountId}/picture/${version}`);
    const answer = await get(pictureVersion);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(WEBP);
    expect((await hers.ask(...put(WEBP))).body.pictureVersion).not.toBe(pictureVersion);
    expect((await get(pictureVersion)).status).toBe(404);
    const { body } = await hers.ask('DELETE /account/picture');
    expect(body.pictureVersion).toBeNull();
    expect((await get('null')).status).toBe(404);
  });

  test('is not looked for where there can be none, and asking is limited', async () => {
    const { server } = await begin({
      wrapStorage: withOther('accounts', (real) => ({
        find: async (accountId) => {
          // As Postgres does.
          if (accountId.includes('\0')) throw new Error('invalid byte sequence');
          return real.find(accountId);
        },
      })),
      config: { trustProxy: true },
      rateLimits: { ...RATE_LIMITS, api: { points: 3, perS: 60 } },
    });
    const get = async (path: string) => {
      const url = `${server.url}/api/v1/accounts/${path}`;
      return (await fetch(url, { headers: { 'x-forwarded-for': '198.51.100.7' } })).status;
    };
    expect(await get('%00aaaaaaaa/picture/aaaaaaaa')).toBe(404);
    expect(await get('aaaaaaaa/picture/%00aaaaaaaa')).toBe(404);
    expect(await get('aaaaaaaa/picture/aaaaaaaa')).toBe(404);
    expect(await get('aaaaaaaa/picture/aaaaaaaa')).toBe(429);
  });

  test.each([
    ['a page', Buffer.from('<script>alert(1)</script>').toString('base64'), 'image/webp'],
    ['a drawing with scripts', Buffer.from('<svg/>').toString('base64'), 'image/svg+xml'],
    ['another kind than it says', WEBP, 'image/jpeg'],
    [
      'something too large',
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), Buffer.alloc(33_000)]).toString('base64'),
      'image/webp',
    ],
    ['nothing', '', 'image/webp'],
    ['no base64', '????', 'image/webp'],
  ])('that is %s is refused', async (_what, data, mediaType) => {
    const { hers } = await beginWithAda();
    expect((await hers.ask(...put(data, mediaType))).status).toBe(400);
    expect((await hers.ask('GET /account')).body.pictureVersion).toBeNull();
  });
});
