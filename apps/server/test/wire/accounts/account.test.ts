import { describe, expect, test } from 'vitest';
import { ada, beginWithAda, WEBP, WRONG } from '../support/beginWithAda.ts';

describe('an account', () => {
  test('changes what others see', async () => {
    const { hers } = await beginWithAda();
    const { status, body } = await hers.ask('PATCH /account', { displayName: 'Countess 🦊' });
    expect({ status, body }).toMatchObject({ status: 200, body: { displayName: 'Countess 🦊' } });
    for (const change of [{ name: 'eve' }, { isOperator: true }, { displayName: ' x' }, {}]) {
      expect((await hers.ask('PATCH /account', change)).status).toBe(400);
    }
    expect((await hers.ask('GET /account')).body).toEqual(body);
  });

  test('another password ends all other sessions', async () => {
    const { browser, hers } = await beginWithAda();
    const phone = browser();
    await phone.ask('POST /session', { name: ada.name, password: ada.password });
    const change = { current: ada.password, password: 'another password' };
    expect((await hers.ask('PUT /account/password', { ...change, current: WRONG })).body).toMatchObject({
      code: 'forbidden',
      details: { reason: 'password' },
    });
    expect((await phone.ask('GET /account')).status).toBe(200);
    expect((await hers.ask('PUT /account/password', { ...change, password: 'short' })).status).toBe(400);
    expect((await hers.ask('PUT /account/password', change)).status).toBe(204);
    expect((await hers.ask('GET /account')).status).toBe(200);
    expect((await phone.ask('GET /account')).status).toBe(401);
    const again = (password: string) => phone.ask('POST /session', { name: ada.name, password });
    expect((await again(ada.password)).status).toBe(401);
    expect((await again('another password')).status).toBe(200);
  });

  test('lists its sessions and ends them one by one, its own alone', async () => {
    const { browser, hers } = await beginWithAda();
    const phone = browser({ 'user-agent': 'Phone/2' });
    await phone.ask('POST /session', { name: ada.name, password: ada.password });
    const bob = browser();
    await bob.ask('POST /accounts', { ...ada, name: 'bob' });
    const sessions = async () => (await hers.ask('GET /account/sessions')).body.sessions;
    const listed = await sessions();
    expect(listed).toHaveLength(2);
    const ofPhone = listed.find((one: { userAgent: string }) => one.userAgent === 'Phone/2');
    expect(ofPhone).toMatchObject({ isCurrent: false, createdAt: expect.any(Number) });
    expect(JSON.stringify(listed)).not.toMatch(/token|hash/i);
    const end = `DELETE /account/sessions/${ofPhone.sessionId}`;
    expect((await bob.ask(end)).status).toBe(404);
    expect((await phone.ask('GET /account')).status).toBe(200);
    expect((await hers.ask(end)).status).toBe(204);
    expect((await phone.ask('GET /account')).status).toBe(401);
    expect((await hers.ask(end)).status).toBe(404);
    expect(await sessions()).toMatchObject([{ isCurrent: true }]);
    await phone.ask('POST /session', { name: ada.name, password: ada.password });
    expect((await hers.ask('DELETE /account/sessions')).status).toBe(204);
    expect((await phone.ask('GET /account')).status).toBe(401);
    expect((await hers.ask('GET /account')).status).toBe(200);
    expect((await bob.ask('GET /account')).status).toBe(200);
  });

  test('is closed with the password, and leaves its name to others', async () => {
    const { browser, hers } = await beginWithAda();
    expect((await hers.ask('POST /account/close', { password: WRONG })).status).toBe(403);
    expect((await hers.ask('GET /account')).status).toBe(200);
    expect((await hers.ask('POST /account/close', { password: ada.password })).status).toBe(204);
    expect((await hers.ask('GET /account')).status).toBe(401);
    const { name, password } = ada;
    expect((await browser().ask('POST /session', { name, password })).status).toBe(401);
    expect((await browser().ask('POST /accounts', ada)).status).toBe(200);
  });

  test('takes everything along that is kept of it', async () => {
    const { hers } = await beginWithAda();
    await hers.ask('PUT /account/picture', { mediaType: 'image/webp', data: WEBP });
    const { body, headers } = await hers.ask('GET /account/export');
    expect(headers.get('content-disposition')).toBe('attachment; filename="parley-ada.json"');
    expect(body).toMatchObject({
      exportedAt: expect.any(Number),
      account: { name: 'ada' },
      picture: { mediaType: 'image/webp', data: WEBP },
      sessions: [{ userAgent: 'Browser/1.0', isCurrent: true }],
      phoneBook: { me: { visibility: 'everyone' }, contacts: [], requests: [], blocked: [] },
    });
    expect(JSON.stringify(body)).not.toContain('argon2');
  });

  test('that is a stranger’s is nobody’s', async () => {
    const { browser } = await beginWithAda();
    const stranger = browser({ cookie: `parley_session=${'A'.repeat(43)}` });
    for (const endpoint of ['GET /account', 'GET /account/export', 'GET /account/sessions']) {
      expect((await stranger.ask(endpoint)).status).toBe(401);
    }
    expect((await stranger.ask('GET /session')).body.account).toBeNull();
  });
});
