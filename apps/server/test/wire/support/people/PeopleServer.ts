import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { hashToken, newToken } from '../../../../src/accounts/secretCodes.ts';
import type { Config } from '../../../../src/config.ts';
import type { PushReach } from '../../../../src/push/PushReach.ts';
import type { RateLimits } from '../../../../src/rateLimits.ts';
import type { Storage } from '../../../../src/storage/Storage.ts';
import { accountIdOf, newAccount } from '../../../storage/support/newAccount.ts';
import { ManualTimers } from '../ManualTimers.ts';
import { TestServer } from '../TestServer.ts';
import { until } from '../until.ts';
import { PersonClient } from './PersonClient.ts';

const STARTED_AT = 1_795_000_000_000;

type Options = {
  wrapStorage?: (storage: Storage) => Storage;
  rateLimits?: RateLimits;
  pushReach?: PushReach;
  config?: Partial<Config>;
  /** Of a server before this one. */
  dataDir?: string;
};

/** A server with accounts, and a clock that stands still between two steps of the test. */
export class PeopleServer {
  readonly server: TestServer;
  readonly timers: ManualTimers;
  readonly #storage: Storage;
  readonly #clients: PersonClient[] = [];

  private constructor(server: TestServer, timers: ManualTimers, storage: Storage) {
    this.server = server;
    this.timers = timers;
    this.#storage = storage;
  }

  static async start({
    wrapStorage = (storage) => storage,
    ...options
  }: Options = {}): Promise<PeopleServer> {
    const timers = new ManualTimers();
    let kept: Storage | undefined;
    const server = await TestServer.start({
      ...options,
      timers,
      now: () => STARTED_AT + timers.elapsedMs,
      wrapStorage: (storage) => {
        kept = storage;
        return wrapStorage(storage);
      },
    });
    if (kept === undefined) throw new Error('there is no storage');
    const people = new PeopleServer(server, timers, kept);
    onTestFinished(() => {
      for (const client of people.#clients) client.close();
    });
    return people;
  }

  get now(): number {
    return STARTED_AT + this.timers.elapsedMs;
  }

  async account(name: string, { isOperator = false } = {}): Promise<string> {
    const displayName = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    await this.#storage.accounts.create({ ...newAccount(name, displayName), isOperator });
    return accountIdOf(name);
  }

  /** @returns the token of a new session of somebody */
  async signIn(name: string): Promise<{ token: string; sessionId: string }> {
    const token = newToken();
    const sessionId = randomBytes(12).toString('base64url');
    await this.#storage.sessions.create(
      {
        sessionId,
        accountId: accountIdOf(name),
        userAgent: 'test',
        createdAt: this.now,
        lastUsedAt: this.now,
        expiresAt: this.now + 3_600_000,
      },
      hashToken(token),
      newAccount(name).passwordHash,
    );
    return { token, sessionId };
  }

  /** As an operator does. */
  async setSuspended(name: string, isSuspended: boolean): Promise<void> {
    const [known] = await this.#storage.people.find([accountIdOf('operator')]);
    if (!known) await this.account('operator', { isOperator: true });
    const { token } = await this.signIn('operator');
    const path = `/api/v1/accounts/${accountIdOf(name)}/suspension`;
    const answer = await fetch(`${this.server.url}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ isSuspended }),
    });
    expect(answer.status).toBe(200);
  }

  /** Resolves when the server has noticed that sockets were closed. */
  async settled(): Promise<void> {
    const open = this.#clients.filter(({ socket }) => socket.connected).length;
    await until('the server has noticed', async () => {
      return (await this.server.metric('parley_sockets')) === open;
    });
  }

  /** What somebody takes along of what is kept of them. */
  async export(name: string): Promise<Record<string, unknown>> {
    const { token } = await this.signIn(name);
    const response = await fetch(`${this.server.url}/api/v1/account/export`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Record<string, unknown>;
  }

  /** A tab of somebody who has an account already; its picture of things is complete. */
  async open(name: string): Promise<PersonClient> {
    const { token } = await this.signIn(name);
    const client = await this.connect({ auth: { token } });
    await client.hello();
    return client;
  }

  async connect(options: Parameters<typeof PersonClient.connect>[1]): Promise<PersonClient> {
    const client = await PersonClient.connect(this.server.url, options);
    this.#clients.push(client);
    return client;
  }

  /** Somebody new, with one tab. */
  async join(name: string): Promise<PersonClient> {
    await this.account(name);
    return this.open(name);
  }

  /** Two who are contacts from the beginning. */
  async befriend(one: string, other: string): Promise<void> {
    await this.#storage.contacts.connect(accountIdOf(one), accountIdOf(other), this.now);
  }
}
