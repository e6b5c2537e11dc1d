// `npm start`: from nothing to a running server. Needs Node 18 and npm, nothing else.
import { ensureWorker } from '../packages/mediasoup-worker/src/ensureWorker.mjs';
import { createReport } from '../packages/mediasoup-worker/src/report.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { withEnvFile } from './setup/envFile.mjs';
import { runMain } from './setup/failure.mjs';
import { assertSupportedPlatform } from './setup/platform.mjs';
import { assertPortsFree } from './setup/ports.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { runServer } from './setup/server.mjs';
import { ensureNode } from './setup/toolbox.mjs';
import { ensureWebBuild } from './setup/webBuild.mjs';

await runMain(async () => {
  assertSupportedPlatform();
  const report = createReport();
  const env = withEnvFile(projectRoot);
  await assertPortsFree(env);

  const node = await ensureNode(report);
  await ensureDependencies(node, report);
  const worker = await ensureWorker({ env, report });
  await ensureWebBuild(node, report);

  return runServer(node, { NODE_ENV: 'production', ...env, MEDIASOUP_WORKER_BIN: worker });
});
