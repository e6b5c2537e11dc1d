// `node packages/mediasoup-worker/src/main.mjs` prints the path of a worker binary that runs here.
import { ensureWorker } from './ensureWorker.mjs';
import { SetupError } from './SetupError.mjs';

try {
  process.stdout.write(`${await ensureWorker()}\n`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n${error.remedy ? `\n    ${error.remedy}\n` : ''}`);
  process.exitCode = 1;
}
