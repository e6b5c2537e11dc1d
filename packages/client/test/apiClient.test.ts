import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../src/api/ApiClient.ts';

const account = {
  accountId: 'account-1',
  name: 'ada',
  displayName: 'Ada',
  pictureVersion: null,
  isOperator: false,
  createdAt: 1,
};

/** A server that answers everything alike, and keeps what it was asked. */
async function serve(status: number, content: string) {
  const asked: { method: string; url: string; body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, body, headers });
    response.writeHead(status, { 'content-type': 'application/json' }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('the API client', () => {
  it('sends what an endpoint takes, and gives what it answers', async () => {
    const { asked, url } = await serve(200, JSON.stringify(account));
    const body = { displayName: 'Ada' };
    const api = new ApiClient({ url, token: 'a-token' });
    expect(await api.ask('PATCH /account', { body })).toEqual(account);
    expect(asked).toMatchObject([
      {
        method: 'PATCH',
        url: '/api/v1/account',
        body: JSON.stringify(body),
        headers: { authorization: 'Bearer a-token', 'content-type': 'application/json' },
      },
    ]);
  });

  it('fills in the path, and takes no content for an answer', async () => {
    const { asked, url } = await serve(204, '');
    const params = { sessionId: '../a b' };
    const answer = await new ApiClient({ url }).ask('DELETE /account/sessions/:sessionId', { params });
    expect(answer).toBeUndefined();
    expect(asked[0]).toMatchObject({ url: '/api/v1/account/sessions/..%2Fa%20b', body: '' });
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('rejects with what the server refused', async () => {
    const error = { code: 'rate-limited', message: 'Wait.', details: { retryInMs: 5 } };
    const { url } = await serve(429, JSON.stringify(error));
    await expect(new ApiClient({ url }).ask('GET /account')).rejects.toMatchObject(error);
  });

  it('rejects when something in between answers, or nobody does', async () => {
    const { url } = await serve(502, '<h1>Bad gateway</h1>');
    await expect(new ApiClient({ url }).ask('GET /account')).rejects.toMatchObject({
      code: 'unavailable',
    });
    const nobody = new ApiClient({ url: 'http://127.0.0.1:1' });
    await expect(nobody.ask('GET /account')).rejects.toMatchObject({ code: 'timeout' });
  });

  it('does not take an answer in another form for one', async () => {
    const { url } = await serve(200, JSON.stringify({ ...account, isOperator: 'yes' }));
    await expect(new ApiClient({ url }).ask('GET /account')).rejects.toThrow();
  });
});
