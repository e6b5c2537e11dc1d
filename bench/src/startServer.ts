import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, freePorts } from '../../tools/testing/freePorts.ts';
import { ServerProcess } from './ServerProcess.ts';

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));

export type BenchServer = {
  readonly url: string;
  readonly mediaPort: number;
  readonly dataDir: string;
  /** Stops it as an operator does; it can be started again. */
  end(): Promise<void>;
  /** The power cut. */
  kill(): Promise<void>;
  /** Starts it again with the same ports and data; resolves when it can be reached. */
  start(): Promise<void>;
  /** Stops it for good and removes its data. */
  stop(): Promise<void>;
};

/** The real server in a process of its own, on free ports, with an empty data directory. */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const workers = settings['MEDIA_WORKERS'] ?? '1';
  const [port, mediaPort] = [await freePort(), await freePorts(Number(workers))];
  const server = new ServerProcess(MAIN, {
    HOST: '127.0.0.1',
    PORT: String(port),
    MEDIA_PORT: String(mediaPort),
    MEDIA_WORKERS: workers,
    MEDIA_LISTEN_IP: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    ...settings,
  });
  await server.start();
  return {
    url: `http://127.0.0.1:${port}`,
    mediaPort,
    dataDir,
    end: () => server.end('SIGTERM'),
    kill: () => server.end('SIGKILL'),
    start: () => server.start(),
    stop: async () => {
      await server.end('SIGTERM');
      await rm(dataDir, { recursive: true });
    },
  };
}
