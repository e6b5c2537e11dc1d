import { join } from 'node:path';
import { ensureWorker } from '../../packages/mediasoup-worker/src/ensureWorker.mjs';
import { createReport } from '../../packages/mediasoup-worker/src/report.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { environmentFor } from './environment.mjs';
import { assertSupportedPlatform } from './platform.mjs';
import { projectRoot } from './projectRoot.mjs';
import { ensureTestPrograms } from './testPrograms.mjs';
import { ensureNode } from './toolbox.mjs';
import { ensureWebBuild } from './webBuild.mjs';

/** Suites that start the real server, with the SFU and the built web app. */
const WHOLE_SERVER = new Set(['worker', 'e2e', 'doctor', 'network', 'firefox', 'container']);

/**
 * Gets everything that the suites need.
 *
 * @param {readonly string[]} suites
 * @returns {Promise<NodeJS.ProcessEnv>} the environment to run them in
 */
export async function prepareTests(suites) {
  assertSupportedPlatform();
  const report = createReport();
  const node = await ensureNode(report);
  await ensureDependencies(node, report);
  await ensureTestPrograms(suites, node, report);
  const env = {
    ...environmentFor(node),
    // Servers and programs are started by the hundred; with it, each takes two thirds of the processor time to get ready.
    NODE_COMPILE_CACHE: join(projectRoot, '.tools/compile-cache'),
  };
  const isWholeServerNeeded = suites.some((name) => WHOLE_SERVER.has(name));
  // The unit tests weigh what was built.
  if (isWholeServerNeeded || suites.includes('unit')) await ensureWebBuild(node, report);
  if (!isWholeServerNeeded) return env;
  return { ...env, MEDIASOUP_WORKER_BIN: await ensureWorker({ report }) };
}
