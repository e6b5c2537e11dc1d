import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type App, createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { ConfigError } from './environment.ts';
import { createLog, logDestination } from './log.ts';
import { MediaStartError } from './media/mediasoup/MediaStartError.ts';
import { createMediasoupServer } from './media/mediasoup/MediasoupServer.ts';
import { createMailer } from './smtp/createMailer.ts';
import { openStorage } from './storage/openStorage.ts';
import { StorageError } from './storage/StorageError.ts';

/** `EX_CONFIG` of sysexits.h. */
const EXIT_CONFIG = 78;
/** A stop that takes longer than this is cut short, in milliseconds. */
const STOP_DEADLINE_MS = 4_500;

const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));

function fromPackage(): { version: string } {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
}

class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Errors whose message says what to do; a stack would only hide it. */
function isForOperator(error: unknown): error is Error {
  return [ListenError, StorageError, MediaStartError].some((kind) => error instanceof kind);
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const faults = error.faults.map((fault) => `  ${fault}\n`).join('');
    process.stderr.write(`${error.message}\n${faults}README.md lists all settings.\n`);
    process.exit(EXIT_CONFIG);
  }
}

async function start(config: Config, log: Logger): Promise<App> {
  // Not even loaded where nobody asked for it.
  const faults = config.faults ? new (await import('./faults/Faults.ts')).Faults(log) : undefined;
  const [storage, media] = await Promise.allSettled([
    openStorage({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log }),
    createMediasoupServer({ ...config.media, publicUrl: config.publicUrl, log }),
  ]);
  if (storage.status === 'rejected' || media.status === 'rejected') {
    if (storage.status === 'fulfilled') await storage.value.close();
    if (media.status === 'fulfilled') await media.value.close();
    throw storage.status === 'rejected' ? storage.reason : (media as PromiseRejectedResult).reason;
  }
  const app = await createApp({
    config,
    media: media.value,
    storage: storage.value,
    webRoot,
    version: fromPackage().version,
    log,
    mailer: config.mail && createMailer(config.mail),
    faults,
  });
  try {
    const url = await app.listen();
    log.info({ url, publicUrl: config.publicUrl }, 'listening');
    if (process.stdout.isTTY)
      process.stdout.write(`\n  Parley is running: ${config.publicUrl ?? url}\n\n`);
  } catch (error) {
    await app.close();
    throw explainListenError(error, config);
  }
  return app;
}

function explainListenError(error: unknown, { host, port }: Config): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const hints: Record<string, string> = {
    EADDRINUSE:
      `Port ${port} on ${host} is taken by another program. See which: ss -ltnp 'sport = :${port}'. ` +
      `Or use another port: PORT=${port + 1} npm start`,
    EACCES: `This user may not use port ${port}. Use one from 1024 up: PORT=3000 npm start`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one it has, or to 0.0.0.0 for all.`,
  };
  const hint = hints[code ?? ''];
  return hint === undefined ? error : new ListenError(hint, { cause: error });
}

/**
 * SIGTERM lets calls go on for `drainMs` first; another signal ends that. A signal while it is stopping
 * ends it at once.
 */
function stopOnSignals(app: App, drainMs: number, log: Logger): void {
  let isDraining = false;
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (isStopping) {
      log.warn({ signal }, 'stopped at once by a second signal');
      process.exit(1);
    }
    if (signal === 'SIGTERM' && drainMs > 0 && !isDraining) {
      isDraining = true;
      log.info({ signal, drainMs }, 'draining');
      await app.drain(drainMs);
      if (isStopping) return;
    }
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({ afterMs: STOP_DEADLINE_MS }, 'stopping took too long and was cut short');
      process.exit(1);
    }, STOP_DEADLINE_MS);
    try {
      await app.close();
      log.info('stopped');
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    }
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

const config = readConfigOrExit();
const log = createLog(config.logLevel, logDestination(process.stdout));
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  // What went wrong is unknown, and so is the state it left: start anew rather than go on.
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, event);
    process.exit(1);
  });
}
try {
  stopOnSignals(await start(config, log), config.drainMs, log);
} catch (error) {
  if (isForOperator(error)) log.fatal(error.message);
  else log.fatal({ err: error }, 'the server could not start');
  process.exit(1);
}
