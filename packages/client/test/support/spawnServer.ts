import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../../apps/server/src/main.ts', import.meta.url));

export type SpawnedServer = {
  readonly url: string;
  readonly port: number;
  /** Kills it without a word, as a power cut would. */
  kill(): Promise<void>;
  /** The same for its media workers alone. @throws Error when there is none */
  killMediaWorkers(): void;
  /** Stops it as an operator would, and removes its data. */
  stop(): Promise<void>;
};

export type ServerPlace = {
  readonly port: number;
  readonly mediaPort: number;
  readonly dataDir: string;
};

/** Ports that are free now and an empty data directory, for a server that is started once or twice. */
export async function newPlace(): Promise<ServerPlace> {
  return {
    port: await freePort(),
    mediaPort: await freePort(),
    dataDir: mkdtempSync(join(tmpdir(), 'parley-client-test-')),
  };
}

/** Starts the real server as an operator would, and resolves when it listens. */
export async function spawnServer(
  { port, mediaPort, dataDir }: ServerPlace,
  environment: Readonly<Record<string, string>> = {},
): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      MEDIA_PORT: String(mediaPort),
      MEDIA_WORKERS: '1',
      MEDIA_LISTEN_IP: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilListening(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    kill: () => end('SIGKILL'),
    killMediaWorkers: () => {
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
      if (children === '') throw new Error('the server has no media worker');
      for (const pid of children.split(' ')) process.kill(Number(pid), 'SIGKILL');
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilListening(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.includes('"msg":"listening"')) {
      // A pipe that nobody reads would stop the server when it is full.
      child.stdout.resume();
      return;
    }
  }
  throw new Error(`the server did not start:\n${said.join('\n')}`);
}

/** Free for TCP and UDP both. */
async function freePort(): Promise<number> {
  for (;;) {
    const tcp = createServer();
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const address = tcp.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const udp = createSocket('udp4');
    const isFree = await new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false));
      udp.bind(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) await new Promise<void>((resolve) => udp.close(() => resolve()));
    await new Promise((resolve) => tcp.close(resolve));
    if (isFree) return port;
  }
}
