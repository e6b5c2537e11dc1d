import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type App, type AppDeps, createApp } from '../../../src/app.ts';
import { createFakeMediaServer, type FakeMediaServer } from '../../../src/media/fake/FakeMediaServer.ts';
import { openStorage } from '../../../src/storage/openStorage.ts';
import type { Storage } from '../../../src/storage/Storage.ts';
import { ManualTimers } from './ManualTimers.ts';
import { PLAIN_CONFIG } from './plainConfig.ts';
import { TestClient } from './TestClient.ts';

/** A line of the server's log, as far as tests read it. */
export type LogLine = { level: string; msg: string; [field: string]: unknown };

type Options = Partial<Omit<AppDeps, 'config' | 'media' | 'storage'>> & {
  config?: Partial<AppDeps['config']>;
  /** Puts something between the server and its storage. */
  wrapStorage?: (storage: Storage) => Storage;
  /** Of a server before this one; it is not removed. */
  dataDir?: string;
  /** `postgres://…`, instead of SQLite. */
  databaseUrl?: string | undefined;
};

/** A whole server on a free port: real sockets and database, an SFU without packets, timers by hand. */
export class TestServer {
  readonly app: App;
  readonly url: string;
  readonly media: FakeMediaServer;
  readonly timers: ManualTimers;
  readonly log: LogLine[];
  /** Where it keeps what it keeps. */
  readonly dataDir: string;
  readonly #clients: TestClient[] = [];

  private constructor(parts: Pick<TestServer, 'app' | 'url' | 'media' | 'timers' | 'log' | 'dataDir'>) {
    this.app = parts.app;
    this.url = parts.url;
    this.media = parts.media;
    this.timers = parts.timers;
    this.log = parts.log;
    this.dataDir = parts.dataDir;
  }

  /** It is stopped, and its data removed, when the test is over. */
  static async start({
    config,
    wrapStorage,
    dataDir: given,
    databaseUrl,
    ...deps
  }: Options = {}): Promise<TestServer> {
    const log: LogLine[] = [];
    const logger = pino(
      { level: 'debug', formatters: { level: (label) => ({ level: label }) } },
      { write: (line) => void log.push(JSON.parse(line)) },
    );
    const dataDir = given ?? mkdtempSync(join(tmpdir(), 'parley-wire-'));
    const storage = await openStorage({ databaseUrl, dataDir, log: logger });
    const media = createFakeMediaServer();
    const timers = new ManualTimers();
    const app = await createApp({
      config: { ...PLAIN_CONFIG, dataDir, ...config },
      media,
      storage: wrapStorage?.(storage) ?? storage,
      webRoot: join(dataDir, 'no-web'),
      version: '0.0.0-test',
      log: logger,
      timers,
      ...deps,
    });
    const server = new TestServer({ app, url: await app.listen(), media, timers, log, dataDir });
    onTestFinished(async () => {
      for (const client of server.#clients) client.close();
      await app.close();
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
    });
    return server;
  }

  /** A client whose socket is open. */
  async connect(
    ...options: Parameters<typeof TestClient.connect> extends [string, ...infer Rest] ? Rest : never
  ): Promise<TestClient> {
    const client = await TestClient.connect(this.url, ...options);
    this.#clients.push(client);
    return client;
  }

  /** A client that has joined. */
  async join(room: string, name: string): Promise<TestClient> {
    const client = await this.connect();
    await client.join(room, name);
    return client;
  }

  /** A number from `/metrics`, summed over its labels. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    if (lines.length === 0) throw new Error(`There is no metric ${name}`);
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }
}
