import { ensureWorker } from '../../packages/mediasoup-worker/src/ensureWorker.mjs';

/** Vitest global set-up of the suites that start the real SFU, or a server with it. */
export async function setup() {
  process.env['MEDIASOUP_WORKER_BIN'] = await ensureWorker();
}
