// `pnpm dev`: the server, started anew when its files change, and the web app with hot reload.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureWorker } from '../packages/mediasoup-worker/src/ensureWorker.mjs';
import { createReport } from '../packages/mediasoup-worker/src/report.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { withEnvFile } from './setup/envFile.mjs';
import { environmentFor } from './setup/environment.mjs';
import { runMain } from './setup/failure.mjs';
import { assertSupportedPlatform } from './setup/platform.mjs';
import { assertPortsFree } from './setup/ports.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { ensureNode } from './setup/toolbox.mjs';

await runMain(async () => {
  assertSupportedPlatform();
  const report = createReport();
  const env = withEnvFile(projectRoot);
  await assertPortsFree(env);

  const node = await ensureNode(report);
  await ensureDependencies(node, report);
  const MEDIASOUP_WORKER_BIN = await ensureWorker({ env, report });
  const shared = { ...environmentFor(node, env), MEDIASOUP_WORKER_BIN, NODE_ENV: 'development' };

  const serverUrl = `http://${env['HOST'] || '127.0.0.1'}:${env['PORT'] || 3000}`;
  /** @type {[string[], string, NodeJS.ProcessEnv][]} */
  const programs = [
    [
      ['--disable-warning=ExperimentalWarning', '--watch', 'apps/server/src/main.ts'],
      projectRoot,
      shared,
    ],
    // Vite passes everything that is not the web app itself on to this address.
    [
      ['node_modules/vite/bin/vite.js'],
      join(projectRoot, 'apps/web'),
      { ...shared, PARLEY_SERVER_URL: serverUrl },
    ],
  ];
  return runTogether(node, programs);
});

/**
 * Runs programs side by side; when one ends, or Ctrl-C is pressed, all end.
 *
 * @param {string} node
 * @param {[args: string[], cwd: string, env: NodeJS.ProcessEnv][]} programs
 * @returns {Promise<number>} the exit code of the first to end, 0 when that was wished for
 */
async function runTogether(node, programs) {
  const children = programs.map(([args, cwd, env]) => spawn(node, args, { cwd, env, stdio: 'inherit' }));
  const ended = children.map(
    (child) =>
      new Promise((resolve) =>
        child.once('exit', (code) => resolve(code ?? 0)).once('error', () => resolve(1)),
      ),
  );
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  let isWanted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      isWanted = true;
      stop();
    });
  }
  const code = await Promise.race(ended);
  stop();
  await Promise.all(ended);
  return isWanted ? 0 : code;
}
