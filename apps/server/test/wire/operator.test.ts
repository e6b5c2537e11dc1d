import { describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, operator } from './support/operator.ts';
import { TestServer } from './support/TestServer.ts';

const start = (config: Parameters<typeof TestServer.start>[0] = {}) =>
  TestServer.start({ ...config, config: { adminToken: ADMIN_TOKEN, ...config.config } });

describe('the meetings', () => {
  test('say who is there, since when, what they send and how it arrives', async () => {
    const clock = { now: 1_795_224_740_000 };
    const server = await start({ now: () => clock.now });
    const ada = await server.join('home', 'Ada');
    clock.now += 1_000;
    const bob = await server.join('home', 'Bob');
    await server.join(`check-${'a'.repeat(24)}`, 'Connection check');
    await ada.publish('microphone');
    await ada.publish('camera', true);
    for (let i = 0; i < 2; i += 1) {
      await bob.request('health:report', {
        spanMs: 2_000,
        sent: [],
        received: [],
        uplink: { loss: 0.5, roundTripMs: 40 },
      });
    }
    const { status, body } = await operator(server, 'GET /rooms');
    expect(status).toBe(200);
    const home = {
      room: 'home',
      startedAt: clock.now - 1_000,
      peers: [
        {
          peerId: ada.peerId,
          name: 'Ada',
          joinedAt: clock.now - 1_000,
          isConnected: true,
          handRaisedAt: null,
          sending: ['microphone'],
          uplink: 'good',
        },
        expect.objectContaining({ peerId: bob.peerId, name: 'Bob', sending: [], uplink: 'poor' }),
      ],
      troubles: [],
    };
    expect(body).toEqual({ rooms: [home] });
    expect(await operator(server, 'GET /rooms/:room', { params: ['home'] })).toEqual({
      status: 200,
      body: home,
    });
  });

  test('say who is not heard', async () => {
    const clock = { now: 1_795_224_740_000 };
    const server = await start({ now: () => clock.now });
    const ada = await server.join('home', 'Ada');
    await server.join('home', 'Bob');
    const { publicationId } = await ada.publish('microphone');
    const report = () =>
      ada.request('health:report', {
        spanMs: 2_000,
        sent: [{ publicationId, packets: 100, fault: 'digital-silence' }],
        received: [],
      });
    await report();
    // Nothing is judged in its first moment.
    clock.now += 2_000;
    await report();
    const { body } = await operator(server, 'GET /rooms/:room', { params: ['home'] });
    expect(body.troubles).toMatchObject([
      { kind: 'digital-silence', place: 'sender', peerId: ada.peerId },
    ]);
  });

  test.each([
    ['GET /rooms/:room', ['nobody-here'], 404, 'not-found'],
    ['DELETE /rooms/:room', ['nobody-here'], 404, 'not-found'],
    ['DELETE /rooms/:room/peers/:peer', ['nobody-here', 'somebody'], 404, 'not-found'],
    ['GET /rooms/:room', ['No_Room'], 400, 'bad-request'],
    ['DELETE /rooms/:room', ['-'], 400, 'bad-request'],
    ['DELETE /rooms/:room/peers/:peer', ['home', 'x'], 400, 'bad-request'],
  ] as const)('%s of %j is refused with %i', async (name, params, status, code) => {
    const server = await start();
    expect(await operator(server, name, { params: [...params] })).toMatchObject({
      status,
      body: { code },
    });
  });
});

describe('a room that is created', () => {
  test('gets the name that was wished for, or one that is hard to guess, and a link', async () => {
    const server = await start();
    const create = async (name?: string) =>
      (await operator(server, 'POST /rooms', { body: name === undefined ? {} : { name } })).body;
    expect(await create('Équipe du Lundi!')).toEqual({
      room: 'equipe-du-lundi',
      url: `${server.url}/r/equipe-du-lundi`,
    });
    const { room, url } = await create();
    expect(room).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{4}$/);
    expect(url).toBe(`${server.url}/r/${room}`);
    expect(await operator(server, 'POST /rooms', { body: { name: '!!!' } })).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    });
  });

  test('has the link by which people reach the server', async () => {
    const server = await start({ config: { publicUrl: 'https://meet.example.org' } });
    const { body } = await operator(server, 'POST /rooms', { body: { name: 'home' } });
    expect(body.url).toBe('https://meet.example.org/r/home');
  });
});

test('the server tells how it is', async () => {
  const server = await start();
  await server.join('home', 'Ada');
  const { status, body } = await operator(server, 'GET /server');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    version: '0.0.0-test',
    rooms: 1,
    people: 1,
    sockets: 1,
    workerDeaths: 0,
  });
  expect(body.workers).toHaveLength(1);
});

test('what is not in form changes nothing', async () => {
  const server = await start();
  const wishes = [
    {},
    { isOpen: 'no' },
    { isOpen: true, endMeetingsInMs: 1 },
    { isOpen: false, more: 1 },
  ];
  for (const body of [
    ...wishes,
    { isOpen: false, endMeetingsInMs: -1 },
    { isOpen: false, endMeetingsInMs: 1e9 },
  ]) {
    const answer = await operator(server, 'PUT /doors', { body: body as never });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  }
  expect((await operator(server, 'GET /doors')).body).toMatchObject({ isOpen: true, changedAt: null });
});

test('[W3] a page of another site cannot close the doors', async () => {
  const server = await start();
  const answer = await fetch(`${server.url}/api/v1/doors`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      'content-type': 'application/json',
      origin: 'https://elsewhere.example',
    },
    body: JSON.stringify({ isOpen: false }),
  });
  expect(answer.status).toBe(403);
  expect((await operator(server, 'GET /doors')).body.isOpen).toBe(true);
});

describe('accounts', () => {
  const signUp = async (server: TestServer, name: string, invitation?: string) => {
    const answer = await fetch(`${server.url}/api/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name,
        displayName: name,
        password: 'correct horse battery',
        ...(invitation === undefined ? {} : { invitation }),
      }),
    });
    return { status: answer.status, body: (await answer.json()) as { accountId: string } };
  };

  test('are made by invitation, which is good once and can be taken back', async () => {
    const server = await start({ config: { signUp: 'invitation' } });
    expect((await signUp(server, 'eve')).status).toBe(403);
    const { body: first } = await operator(server, 'POST /invitations', { body: { note: 'for Ada' } });
    expect(first.code).toMatch(/^[0-9A-Z-]{23}$/);
    expect((await signUp(server, 'ada', first.code)).status).toBe(200);
    expect((await signUp(server, 'eve', first.code)).status).toBe(403);

    const { body: second } = await operator(server, 'POST /invitations', { body: { forDays: 1 } });
    const { invitationId, createdAt, expiresAt } = second.invitation;
    expect(expiresAt - createdAt).toBe(24 * 3_600_000);
    const withdraw = () =>
      operator(server, 'DELETE /invitations/:invitationId', { params: [invitationId] });
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).status).toBe(404);
    expect((await signUp(server, 'eve', second.code)).status).toBe(403);
    const { body: listed } = await operator(server, 'GET /invitations');
    expect(listed.invitations).toMatchObject([{ note: 'for Ada', usedAt: expect.any(Number) }]);
    expect(JSON.stringify(listed)).not.toContain(first.code);
  });

  test('become operators, and then need no token', async () => {
    const server = await start();
    const { body: ada } = await signUp(server, 'ada');
    await signUp(server, 'ben');
    const names = (await operator(server, 'GET /accounts')).body.accounts.map(({ name }) => name);
    expect(names).toEqual(['ada', 'ben']);
    const session = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'ada', password: 'correct horse battery', asToken: true }),
    });
    const { token } = (await session.json()) as { token: string };
    const rooms = async () =>
      (await fetch(`${server.url}/api/v1/rooms`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect(await rooms()).toBe(403);
    const make = (isOperator: boolean) =>
      operator(server, 'PUT /accounts/:accountId/operator', {
        params: [ada.accountId],
        body: { isOperator },
      });
    expect((await make(true)).body).toMatchObject({ name: 'ada', isOperator: true });
    expect(await rooms()).toBe(200);
    await make(false);
    expect(await rooms()).toBe(403);
  });

  test('are deleted by an operator, but nobody deletes their own like that', async () => {
    const server = await start();
    const [{ body: ada }, { body: ben }] = [await signUp(server, 'ada'), await signUp(server, 'ben')];
    await operator(server, 'PUT /accounts/:accountId/operator', {
      params: [ada.accountId],
      body: { isOperator: true },
    });
    const signIn = async (name: string) => {
      const session = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password: 'correct horse battery', asToken: true }),
      });
      return ((await session.json()) as { token?: string }).token;
    };
    const ask = async (token: string | undefined, path: string, method = 'GET') =>
      (
        await fetch(`${server.url}/api/v1${path}`, {
          method,
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    const [asAda, asBen] = [await signIn('ada'), await signIn('ben')];
    expect(await ask(asBen, `/accounts/${ada.accountId}`, 'DELETE')).toBe(403);
    expect(await ask(asAda, `/accounts/${ada.accountId}`, 'DELETE')).toBe(409);
    expect(await ask(asAda, `/accounts/${ben.accountId}`, 'DELETE')).toBe(204);
    expect(await ask(asBen, '/account')).toBe(401);
    expect(await signIn('ben')).toBeUndefined();
    expect(await ask(asAda, `/accounts/${ben.accountId}`, 'DELETE')).toBe(404);
    expect(await ask(asAda, '/account')).toBe(200);
  });

  test('get a code for who forgot the password', async () => {
    const server = await start();
    const { body: ada } = await signUp(server, 'ada');
    const issue = (accountId: string) =>
      operator(server, 'POST /accounts/:accountId/reset-code', { params: [accountId] });
    const { code } = (await issue(ada.accountId)).body;
    const reset = await fetch(`${server.url}/api/v1/account/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'ada', code, password: 'another long password' }),
    });
    expect(reset.status).toBe(200);
    expect((await issue('nobody-here')).status).toBe(404);
  });
});
