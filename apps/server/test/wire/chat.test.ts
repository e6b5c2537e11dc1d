import { describe, expect, test } from 'vitest';
import { RELAXED } from './support/relaxedRates.ts';
import { newMessageId, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { withOther } from './support/withOther.ts';

const texts = (client: TestClient) => client.of('chat:posted').map(({ message }) => message.text);
const positions = (client: TestClient) =>
  client.of('chat:posted').map(({ message }) => message.position);

describe('chat', () => {
  test('[C2] comes to all in the order of its positions, whoever sends at once', async () => {
    const server = await TestServer.start();
    const clients: TestClient[] = [];
    for (let i = 0; i < 5; i += 1) clients.push(await server.join('home', `Peer ${i}`));
    await Promise.all(
      clients.flatMap((client, who) => Array.from({ length: 20 }, (_, i) => client.say(`${who}/${i}`))),
    );
    const all = Array.from({ length: 100 }, (_, i) => i + 1);
    for (const client of clients) {
      await until('all messages are there', () => texts(client).length === 100);
      expect(positions(client)).toEqual(all);
      expect(texts(client)).toEqual(texts(clients[0] as TestClient));
    }
    // [A6] What one peer says keeps its order.
    const ofTwo = texts(clients[0] as TestClient).filter((text) => text.startsWith('2/'));
    expect(ofTwo).toEqual(Array.from({ length: 20 }, (_, i) => `2/${i}`));
  });

  test('[C2] keeps that order when the database answers in another', async () => {
    const gate = Promise.withResolvers<void>();
    const server = await TestServer.start({
      wrapStorage: withOther('chat', (real) => ({
        async append(room, message) {
          const kept = await real.append(room, message);
          if (message.text === 'slow') await gate.promise;
          return kept;
        },
      })),
    });
    const ada = await server.join('home', 'Ada');
    const sent = [ada.say('slow'), ada.say('fast')];
    for (const isRaised of [true, false]) await ada.request('hand:set', { isRaised });
    gate.resolve();
    await Promise.all(sent);
    expect(texts(ada)).toEqual(['slow', 'fast']);
    expect(positions(ada)).toEqual([1, 2]);
  });

  test('[C1] is told only when it is kept', async () => {
    const gate = Promise.withResolvers<void>();
    const server = await TestServer.start({
      wrapStorage: withOther('chat', (real) => ({
        append: async (...given) => {
          await gate.promise;
          return real.append(...given);
        },
      })),
    });
    const ada = await server.join('home', 'Ada');
    let isAnswered = false;
    const sent = ada.say('not yet').then(() => {
      isAnswered = true;
    });
    // A later request of the same socket is answered, so the message has been taken up by now.
    await ada.request('hand:set', { isRaised: true });
    await ada.hears('hand:changed');
    expect(isAnswered).toBe(false);
    expect(texts(ada)).toEqual([]);
    gate.resolve();
    await sent;
    expect(texts(ada)).toEqual(['not yet']);
  });

  test('[C3] the same message again is the same message', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    const id = newMessageId();
    const replies = await Promise.all([ada.say('once', id), ada.say('once', id), ada.say('once', id)]);
    expect(new Set(replies.map(({ message }) => JSON.stringify(message))).size).toBe(1);
    // A client that had to join anew is another peer, and still does not say it twice.
    await ada.request('room:leave', {});
    await ada.join('home', 'Ada');
    expect(await ada.say('once', id)).toEqual(replies[0]);
    await ada.say('twice');
    await bob.hears('chat:posted', ({ message }) => message.text === 'twice');
    expect(texts(bob)).toEqual(['once', 'twice']);
  });

  test('[C4] a database that fails costs the message, not the call', async () => {
    let isBroken = true;
    const server = await TestServer.start({
      wrapStorage: withOther('chat', (real) => ({
        append: (...given) =>
          isBroken ? Promise.reject(new Error('disk full')) : real.append(...given),
      })),
    });
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    const id = newMessageId();
    const error = await ada.say('lost?', id).catch((reason) => reason);
    expect(error).toMatchObject({
      code: 'unavailable',
    });
    expect(server.log.filter(({ level }) => level === 'error')).toMatchObject([
      { msg: 'the database does not work', err: { message: expect.stringContaining('disk full') } },
    ]);
    await bob.request('hand:set', { isRaised: true });
    await ada.hears('hand:changed');
    isBroken = false;
    await ada.say('lost?', id);
    expect(await bob.hears('chat:posted')).toMatchObject({ message: { text: 'lost?', position: 1 } });
    expect(texts(bob)).toEqual(['lost?']);
  });

  test('[C4] a database that does not answer is answered for, and those who wait behind are too', async () => {
    const gate = Promise.withResolvers<void>();
    let isSlow = true;
    let now = 1_795_000_000_000;
    const server = await TestServer.start({
      now: () => now,
      wrapStorage: withOther('chat', (real) => ({
        append: async (...given) => {
          if (isSlow) await gate.promise;
          return real.append(...given);
        },
      })),
    });
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    const [first, second] = [newMessageId(), newMessageId()];
    const refusals = [ada.say('first', first), ada.say('second', second)].map((said) =>
      said.catch((reason) => reason),
    );
    // A later request of the same socket is answered, so both have been taken up by now.
    await ada.request('hand:set', { isRaised: true });
    now += 4_001;
    server.timers.advance(4_001);
    for (const refusal of refusals) expect(await refusal).toMatchObject({ code: 'unavailable' });
    expect(texts(bob)).toEqual([]);

    // What was given up is kept after all, when the database has found its way; nobody says so.
    isSlow = false;
    gate.resolve();
    await until('the database has it', async () => {
      const { messages } = await bob.request('chat:history', { before: 100 });
      return messages.length === 1;
    });
    expect(texts(bob)).toEqual([]);
    await bob.say('third');
    await ada.say('first', first);
    await ada.say('second', second);
    await bob.hears('chat:posted', ({ message }) => message.text === 'second');
    expect(texts(bob)).toEqual(['first', 'third', 'second']);
    expect(positions(bob)).toEqual([1, 2, 3]);
  });

  test('[C4] an open room is joined without the database, another one is not', async () => {
    let isHanging = false;
    const hang = () => new Promise<never>(() => {});
    const server = await TestServer.start({
      wrapStorage: (storage) => ({
        ...storage,
        rooms: {
          ...storage.rooms,
          touch: (...given) => (isHanging ? hang() : storage.rooms.touch(...given)),
        },
        chat: {
          ...storage.chat,
          page: (...given) => (isHanging ? hang() : storage.chat.page(...given)),
        },
      }),
    });
    const ada = await server.join('home', 'Ada');
    isHanging = true;
    const bob = await server.join('home', 'Bob');
    await ada.hears('peer:joined');
    expect(bob.joined.snapshot.peers).toHaveLength(2);
    const cleo = await server.connect();
    const joining = cleo.join('elsewhere', 'Cleo').catch((reason) => reason);
    // It has begun, and waits.
    await cleo.request('room:preview', { room: 'elsewhere' });
    server.timers.advance(4_001);
    expect(await joining).toMatchObject({ code: 'unavailable' });
  });

  test('[C4] a room of which the database has not heard is told to it with its first message', async () => {
    let isAway = true;
    const server = await TestServer.start({
      wrapStorage: withOther('rooms', (real) => ({
        touch: (...given) => (isAway ? Promise.reject(new Error('away')) : real.touch(...given)),
      })),
    });
    const ada = await server.join('home', 'Ada');
    isAway = false;
    await ada.say('hello');
    expect(await ada.hears('chat:posted')).toMatchObject({ message: { position: 1 } });
  });

  test('[C5] text is text', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const text = `<script>alert("1")</script> ' OR 1=1; -- ${'\u{1F98A}'.repeat(10)}\n  indented`;
    const { message } = await ada.say(text);
    expect(message.text).toBe(text);
    await expect(ada.say('   \n ')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(ada.say('no\0where')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(ada.say('half \ud83e')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(ada.say('x'.repeat(4001))).rejects.toMatchObject({ code: 'bad-request' });
    await ada.say('x'.repeat(4000));
  });

  test('[P1] keeps the name under which it was written', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    await ada.say('as Ada');
    await ada.request('peer:setName', { name: 'Countess' });
    await ada.say('as Countess');
    const late = await server.join('home', 'Late');
    expect(late.joined.snapshot.chat.messages.map(({ name }) => name)).toEqual(['Ada', 'Countess']);
  });

  test('[J8] the newest page comes with the join, older ones on request', async () => {
    const server = await TestServer.start({ rateLimits: RELAXED });
    const ada = await server.join('home', 'Ada');
    for (let i = 1; i <= 62; i += 1) await ada.say(`message ${i}`);
    const late = await server.join('home', 'Late');
    const { messages, hasMore } = late.joined.snapshot.chat;
    expect([messages[0]?.position, messages.at(-1)?.position, hasMore]).toEqual([13, 62, true]);
    const older = await late.request('chat:history', { before: 13 });
    expect(older.hasMore).toBe(false);
    expect(older.messages.map(({ position }) => position)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    // The same page, read from the database when the room opens again.
    for (const client of [ada, late]) await client.request('room:leave', {});
    await ada.join('home', 'Ada');
    expect(ada.joined.snapshot.chat).toEqual({ messages, hasMore });
  });

  test('[C1] a message of somebody who left at once is in the next life of the room', async () => {
    const gate = Promise.withResolvers<void>();
    const server = await TestServer.start({
      wrapStorage: withOther('chat', (real) => ({
        append: async (...given) => {
          await gate.promise;
          return real.append(...given);
        },
      })),
    });
    const ada = await server.join('home', 'Ada');
    const said = ada.say('famous last words');
    await ada.request('room:leave', {});
    const bob = await server.connect();
    const joining = bob.join('home', 'Bob');
    // The join has begun, and waits.
    await bob.request('room:preview', { room: 'home' });
    gate.resolve();
    expect((await joining).snapshot.chat.messages).toMatchObject([{ text: 'famous last words' }]);
    await said;
    await bob.say('and on');
    await bob.hears('chat:posted');
    expect(texts(bob)).toEqual(['and on']);
  });
});
