import type { Endpoint } from '@parley/protocol/api/Endpoint';
import { endpoints } from '@parley/protocol/api/endpoints';
import { ParleyError } from '@parley/protocol/errors';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SignedIn } from '../../../src/accounts/Sessions.ts';
import { answerErrors } from '../../../src/http/answerErrors.ts';
import type { ApiHandlers } from '../../../src/http/api/ApiHandlers.ts';
import { type ApiSetup, addApi } from '../../../src/http/api/addApi.ts';
import { createHttpServer } from '../../../src/http/createHttp.ts';
import { Limiter } from '../../../src/Limiter.ts';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { clientAddress } from '../../../src/trustProxy.ts';

const TOKEN = 'a-token-of-an-operator';

/** Reached only by those who may. */
const reached = async () => {
  throw new ParleyError('conflict', 'reached');
};
const allReached = Object.fromEntries(
  Object.keys(endpoints).map((name) => [name, reached]),
) as unknown as ApiHandlers;

function api(change: Partial<ApiSetup> = {}) {
  const lines: Record<string, unknown>[] = [];
  const app = createHttpServer(() => true);
  onTestFinished(() => app.close());
  answerErrors(app, pino({ level: 'error' }, { write: (line) => void lines.push(JSON.parse(line)) }));
  addApi(app, {
    handlers: allReached,
    sessionOf: async () => undefined,
    adminToken: TOKEN,
    publicUrl: undefined,
    addressOf: (request) => clientAddress(request, () => true),
    limiter: new Limiter(RATE_LIMITS.api),
    ...change,
  });
  /** With a body that no endpoint takes, so that only who asks decides about 401 and 403. */
  const ask = async (name: string, headers: Record<string, string> = {}) => {
    const [method, path] = name.split(' ') as ['GET', string];
    const url = `/api/v1${path.replace(/:\w+/g, 'x')}`;
    const { statusCode, headers: answered, body } = await app.inject({ method, url, headers });
    return { status: statusCode, headers: answered, body: JSON.parse(body || 'null') };
  };
  return { ask, lines };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const signedIn = (isOperator: boolean) => async (): Promise<SignedIn> => ({
  account: {
    accountId: 'account-1',
    name: 'ada',
    displayName: 'Ada',
    isOperator,
    pictureVersion: null,
    createdAt: 0,
  },
  sessionId: 'session-1',
});

describe.each(Object.entries<Endpoint>(endpoints))('%s', (name, { access }) => {
  const isOpen = access === 'anybody';

  test('is asked for by a stranger', async () => {
    const { status, headers } = await api().ask(name);
    if (isOpen) expect([400, 409]).toContain(status);
    else {
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('is asked for with a wrong token', async () => {
    const { status } = await api().ask(name, bearer('a-token-of-an-operatoR'));
    expect(status === 401).toBe(!isOpen);
  });

  test('is asked for with a token where none is set', async () => {
    const { status, body } = await api({ adminToken: undefined }).ask(name, bearer('undefined'));
    expect(status === 401).toBe(!isOpen);
    if (access === 'operator') expect(body.details).toEqual({ reason: 'no-admin-token' });
  });

  test('is asked for by somebody who is signed in', async () => {
    const { status } = await api({ sessionOf: signedIn(false) }).ask(name);
    expect(status === 403).toBe(access === 'operator');
    expect(status).not.toBe(401);
  });

  test('is asked for by an operator, by token and by account', async () => {
    const byToken = await api().ask(name, bearer(TOKEN));
    const byAccount = await api({ sessionOf: signedIn(true) }).ask(name);
    // Somebody with a token alone has no account of their own.
    expect(byToken.status === 401).toBe(access === 'signed-in');
    expect([400, 409]).toContain(byAccount.status);
  });
});

test('each error of the wire has a status, and says when to try again', async () => {
  const refuse = (error: ParleyError) =>
    api({ handlers: { ...allReached, 'GET /openapi.json': () => Promise.reject(error) } }).ask(
      'GET /openapi.json',
    );
  const conflict = new ParleyError('conflict', 'It is so already.', { publicationId: 'abc' });
  expect(await refuse(conflict)).toMatchObject({ status: 409, body: conflict.toWire() });
  const limited = await refuse(new ParleyError('rate-limited', 'Wait.', { retryInMs: 1_500 }));
  expect(limited).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
});

test('what nobody expected leaves with an id, and nothing else', async () => {
  const { ask, lines } = api({
    handlers: {
      ...allReached,
      'GET /openapi.json': () => Promise.reject(new Error('the password is 1')),
    },
  });
  const { status, body } = await ask('GET /openapi.json');
  expect(status).toBe(500);
  expect(body).toEqual({
    code: 'internal',
    message: expect.not.stringContaining('password'),
    details: { errorId: expect.any(String) },
  });
  expect(lines).toContainEqual(
    expect.objectContaining({ errorId: body.details.errorId, request: 'GET /api/v1/openapi.json' }),
  );
});

test('an answer that is not in the form that was promised does not leave', async () => {
  const { ask } = api({
    handlers: { ...allReached, 'GET /server': async () => ({ reply: { secret: 1 } as never }) },
  });
  const { status, body } = await ask('GET /server', bearer(TOKEN));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('the operator’s token is enough when the database is away', async () => {
  const away = new ParleyError('unavailable', 'The database does not work right now.');
  const { ask } = api({ sessionOf: () => Promise.reject(away) });
  expect((await ask('GET /server', bearer(TOKEN))).status).toBe(409);
  expect((await ask('GET /server', bearer('guess'))).status).toBe(503);
});

test('one address asks so much and no more, and wrong tokens cost it more', async () => {
  const { ask } = api({ limiter: new Limiter({ points: 24, perS: 60 }) });
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const statuses = async (times: number, headers: Record<string, string>) => {
    const answers = [];
    for (let i = 0; i < times; i += 1) answers.push((await ask('GET /server', headers)).status);
    return answers;
  };
  expect(await statuses(2, { ...from('198.51.100.7'), ...bearer('guess') })).toEqual([401, 429]);
  expect(await statuses(1, { ...from('198.51.100.7'), ...bearer(TOKEN) })).toEqual([429]);
  expect(await statuses(3, { ...from('198.51.100.8'), ...bearer(TOKEN) })).toEqual([409, 409, 409]);
});
