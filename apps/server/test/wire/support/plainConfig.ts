import type { AppDeps } from '../../../src/app.ts';

/** What a server of the tests is like where its test says nothing else. */
export const PLAIN_CONFIG: AppDeps['config'] = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: undefined,
  trustProxy: false,
  adminToken: undefined,
  signUp: 'open',
  oidc: undefined,
  push: { contact: 'mailto:operator@example.org' },
  guestsAllowed: true,
  directCalls: false,
  videoCodec: 'auto',
  roomMaxPeers: 100,
  files: { max: 50 * 1024 ** 2, total: 10 * 1024 ** 3 },
  dataDir: '/nowhere: only files need it',
  grace: { silentMs: 30_000, closedMs: 5_000 },
  turn: undefined,
};
