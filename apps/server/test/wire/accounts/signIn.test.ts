import { describe, expect, test } from 'vitest';
import { ada, begin, beginWithAda, WRONG } from '../support/beginWithAda.ts';

describe('signing in', () => {
  const attempt = (change: Record<string, unknown> = {}) => ({
    name: ada.name,
    password: ada.password,
    ...change,
  });

  test('works with the name in any case, and out again', async () => {
    const { browser } = await beginWithAda();
    const other = browser();
    const { status, body } = await other.ask('POST /session', attempt({ name: ' ADA ' }));
    expect({ status, body }).toMatchObject({ status: 200, body: { account: { name: 'ada' } } });
    expect(body.token).toBeUndefined();
    const session = other.cookie;
    expect((await other.ask('DELETE /session')).status).toBe(204);
    expect(other.cookie).not.toContain('parley_session');
    expect((await other.ask('GET /account')).status).toBe(401);
    expect((await other.ask('DELETE /session')).status).toBe(204);
    // The token itself is worth nothing any more.
    other.sends({ cookie: session });
    expect((await other.ask('GET /account')).status).toBe(401);
  });

  test('says the same of a wrong name and of a wrong password', async () => {
    const { browser } = await beginWithAda();
    const answers = await Promise.all(
      [{ password: WRONG }, { password: '' }, { name: 'nobody' }, { name: '%' }, { name: '' }].map(
        (change) => browser().ask('POST /session', attempt(change)),
      ),
    );
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({ status: 401, body: answers[0]?.body });
  });

  test('gives programs a token and no cookie', async () => {
    const { browser } = await beginWithAda();
    const program = browser();
    const { body, headers } = await program.ask('POST /session', attempt({ asToken: true }));
    expect(headers.getSetCookie()).toEqual([]);
    expect((await program.ask('GET /account')).status).toBe(401);
    program.sends({ authorization: `Bearer ${body.token}` });
    expect((await program.ask('GET /account')).body.name).toBe('ada');
    program.sends({ authorization: `Bearer ${body.token}x` });
    expect((await program.ask('GET /account')).status).toBe(401);
  });

  test('lasts thirty days from the last use', async () => {
    let now = 1_795_000_000_000;
    const day = 24 * 3_600_000;
    const { hers } = await beginWithAda({ now: () => now });
    for (let days = 0; days < 60; days += 20) {
      now += 20 * day;
      expect((await hers.ask('GET /account')).status).toBe(200);
    }
    // The cookie, too: the browser would forget it otherwise.
    const [renewed] = (await hers.ask('GET /session')).headers.getSetCookie();
    expect(renewed).toBe(hers.setCookies[0]);
    now += 30 * day;
    expect((await hers.ask('GET /account')).status).toBe(401);
  });

  test('a page of another site cannot do it, nor anything else, in anybody’s name', async () => {
    const { hers } = await beginWithAda();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      hers.sends(headers);
      for (const endpoint of ['POST /session', 'DELETE /session', 'PATCH /account', 'POST /accounts']) {
        expect((await hers.ask(endpoint, {})).status, JSON.stringify(headers)).toBe(403);
      }
    }
  });

  test('a form of another site cannot even speak: JSON alone is understood', async () => {
    const { server } = await begin();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const { status } = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': type, origin: server.url },
        body: JSON.stringify(attempt()),
      });
      expect([400, 415]).toContain(status);
    }
  });
});
