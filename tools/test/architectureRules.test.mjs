import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import config from '../../.dependency-cruiser.mjs';
import { checkArchitecture } from '../architecture/cruise.mjs';

/** @type {string[]} */
const folders = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * Makes a source tree of files that hold nothing but imports, and checks it.
 *
 * @param {Record<string, string[]>} imports file -> what it imports; whatever a relative import names
 *   is made as well, and so is a package for every other name
 */
async function check(imports) {
  const root = mkdtempSync(join(tmpdir(), 'parley-architecture-'));
  folders.push(root);
  /** @param {string} path @param {string} text */
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [file, specifiers] of Object.entries(imports)) {
    for (const specifier of specifiers) {
      if (specifier.startsWith('.')) {
        const target = join(dirname(file), specifier);
        if (!(target in imports)) write(target, 'export const something = 1;\n');
      } else if (!specifier.startsWith('node:') && specifier !== 'missing-package') {
        const [, name = '', path] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
        write(
          `node_modules/${name}/package.json`,
          JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
        );
        write(
          `node_modules/${name}/${path === undefined ? 'index' : path}.js`,
          'export const something = 1;\n',
        );
      }
    }
  }
  for (const [file, specifiers] of Object.entries(imports)) {
    write(
      file,
      specifiers.map((specifier, i) => `export { something as s${i} } from '${specifier}';\n`).join(''),
    );
  }
  return checkArchitecture(root);
}

const room = 'apps/server/src/room/Room.ts';
const media = 'apps/server/src/media/mediasoup/WorkerPool.ts';
const calls = 'apps/server/src/calls/Call.ts';
const people = 'apps/server/src/people/People.ts';
const push = 'apps/server/src/push/Notifications.ts';
const messages = 'apps/server/src/messages/Messages.ts';
const peopleRules = 'apps/server/src/people/rules/relations.ts';
const accounts = 'apps/server/src/accounts/Accounts.ts';
const codes = 'apps/server/src/codes/CallCodes.ts';
const files = 'apps/server/src/files/Files.ts';
const keptRooms = 'apps/server/src/keptRooms/KeptRooms.ts';
const ringing = 'apps/server/src/ringing/Ringing.ts';
const signaling = 'apps/server/src/signaling/bindSocket.ts';
const protocol = 'packages/protocol/src/room.ts';
const clientMedia = 'packages/client/src/media/SendSide.ts';
const clientSignaling = 'packages/client/src/signaling/SignalingClient.ts';
const webrtcNode = 'packages/webrtc-node/src/PeerConnection.ts';
const feature = 'apps/web/src/features/chat/ChatPanel.tsx';

/**
 * One or more violations of every rule.
 *
 * @type {[rule: string, file: string, imported: string][]}
 */
const violations = [
  ['protocol-packages', protocol, 'mediasoup'],
  ['protocol-own-code', protocol, '../../client/src/session/CallSession.ts'],
  ['protocol-node', protocol, 'node:crypto'],
  ['room-packages', room, 'socket.io'],
  ['room-packages', room, 'mediasoup'],
  ['room-own-code', room, '../media/MediaServer.ts'],
  ['room-own-code', room, '../storage/Storage.ts'],
  ['room-node', room, 'node:fs'],
  ['room-node', room, 'node:timers'],
  ['calls-packages', calls, 'socket.io'],
  ['calls-packages', calls, 'mediasoup'],
  ['calls-own-code', calls, '../signaling/outbox.ts'],
  ['calls-own-code', calls, '../media/mediasoup/WorkerPool.ts'],
  ['media-packages', media, 'socket.io'],
  ['media-own-code', media, '../../signaling/outbox.ts'],
  ['media-own-code', media, '../../room/Room.ts'],
  ['people-packages', people, 'socket.io'],
  ['people-own-code', people, '../signaling/bindSocket.ts'],
  ['people-own-code', people, '../storage/sqlite/openSqlite.ts'],
  ['messages-packages', messages, 'socket.io'],
  ['messages-own-code', messages, '../signaling/bindSocket.ts'],
  ['push-packages', push, 'socket.io'],
  ['push-own-code', push, '../signaling/bindSocket.ts'],
  ['people-rules-packages', peopleRules, 'pino'],
  ['people-rules-own-code', peopleRules, '../People.ts'],
  ['people-rules-own-code', peopleRules, '../../storage/Storage.ts'],
  ['people-rules-node', peopleRules, 'node:fs'],
  ['accounts-packages', accounts, 'fastify'],
  ['accounts-own-code', accounts, '../http/createHttp.ts'],
  ['accounts-own-code', accounts, '../storage/sqlite/openSqlite.ts'],
  ['codes-packages', codes, 'socket.io'],
  ['codes-own-code', codes, '../signaling/bindSocket.ts'],
  ['files-packages', files, 'socket.io'],
  ['files-own-code', files, '../signaling/bindSocket.ts'],
  ['files-own-code', files, '../storage/Storage.ts'],
  ['keptRooms-packages', keptRooms, 'fastify'],
  ['keptRooms-own-code', keptRooms, '../http/createHttp.ts'],
  ['ringing-packages', ringing, 'socket.io'],
  ['ringing-own-code', ringing, '../signaling/bindSocket.ts'],
  ['ringing-own-code', ringing, '../storage/sqlite/openSqlite.ts'],
  ['signaling-packages', signaling, 'mediasoup'],
  ['signaling-own-code', signaling, '../media/mediasoup/WorkerPool.ts'],
  ['signaling-own-code', signaling, '../media/fake/FakeMediaServer.ts'],
  ['server-app-is-the-root', 'apps/server/src/http/health.ts', '../app.ts'],
  ['server-faults-from-outside', 'apps/server/src/http/status.ts', '../faults/Faults.ts'],
  ['server-alone', 'apps/server/src/app.ts', '../../../packages/client/src/session/CallSession.ts'],
  ['client-packages', clientMedia, 'react'],
  ['client-own-code', clientMedia, '../../../../apps/web/src/app/App.tsx'],
  ['client-node', clientMedia, 'node:events'],
  ['client-zustand-vanilla', 'packages/client/src/session/store/store.ts', 'zustand'],
  ['client-zustand-vanilla', 'packages/client/src/session/store/store.ts', 'zustand/react'],
  ['client-signaling-without-media', clientSignaling, '../media/SendSide.ts'],
  ['client-media-without-signaling', clientMedia, '../signaling/SignalingClient.ts'],
  ['webrtc-node-packages', webrtcNode, 'mediasoup-client'],
  ['webrtc-node-own-code', webrtcNode, '../../client/src/session/CallSession.ts'],
  ['webrtc-node-node', webrtcNode, 'node:events'],
  ['webrtc-node-alone', 'packages/client/test/support/headless.ts', '@roamhq/wrtc'],
  ['cli-packages', 'packages/cli/src/main.ts', 'socket.io-client'],
  ['cli-own-code', 'packages/cli/src/main.ts', '../../../apps/server/src/app.ts'],
  ['web-feature-alone', feature, '../call/CallPage.tsx'],
  ['web-no-wire', feature, 'socket.io-client'],
  ['web-no-wire', 'apps/web/src/app/App.tsx', 'mediasoup-client'],
  ['web-session-only', feature, '../../../../../packages/client/src/signaling/SignalingClient.ts'],
  ['web-alone', feature, '../../../../server/src/config.ts'],
  ['proof-from-outside', 'e2e/call.spec.ts', '../apps/server/src/app.ts'],
  ['proof-from-outside', 'bench/src/join.ts', '../../apps/web/src/app/App.tsx'],
  ['proof-from-outside', 'docs/examples/listen.ts', '../../apps/server/src/app.ts'],
  ['no-unresolved', room, 'missing-package'],
  ['no-test-code', 'packages/client/src/session/CallSession.ts', '../../test/FakeServer.ts'],
];

test.each(violations)('%s: %s may not import %s', async (rule, file, imported) => {
  const result = await check({ [file]: [imported] });

  expect(result.overlooked).toEqual([]);
  expect(result.violations.map((violation) => violation.rule)).toContain(rule);
});

test('no-cycles: two files may not import each other', async () => {
  const result = await check({
    'apps/server/src/room/Room.ts': ['./Peer.ts'],
    'apps/server/src/room/Peer.ts': ['./Room.ts'],
  });

  expect(result.violations.map((violation) => violation.rule)).toContain('no-cycles');
});

test('every rule has an example above', () => {
  const shown = new Set([...violations.map(([rule]) => rule), 'no-cycles']);

  expect(config.forbidden.map((rule) => rule.name).filter((name) => !shown.has(name))).toEqual([]);
});

test('what the table allows is allowed', async () => {
  const result = await check({
    [protocol]: ['zod/mini', './ids.ts'],
    [room]: ['./Peer.ts', '../../../../packages/protocol/src/room.ts'],
    [media]: [
      'mediasoup',
      'node:os',
      '../MediaServer.ts',
      '../../../../../packages/protocol/src/media.ts',
    ],
    [signaling]: ['socket.io', '../room/Room.ts', '../people/Sessions.ts', '../media/MediaServer.ts'],
    'apps/server/src/app.ts': [
      './signaling/bindSocket.ts',
      './media/mediasoup/WorkerPool.ts',
      './room/Room.ts',
    ],
    'packages/client/src/session/CallSession.ts': [
      'zustand/vanilla',
      '../media/SendSide.ts',
      '../signaling/SignalingClient.ts',
    ],
    [clientMedia]: ['mediasoup-client'],
    [clientSignaling]: ['socket.io-client'],
    [webrtcNode]: ['@roamhq/wrtc', './Descriptions.ts'],
    'packages/cli/src/main.ts': ['../../webrtc-node/src/globals.ts'],
    [feature]: [
      'react',
      '../../ui/Button.tsx',
      './Message.tsx',
      '../../../../../packages/client/src/session/CallSession.ts',
    ],
    'e2e/call.spec.ts': [
      '../packages/protocol/src/room.ts',
      '../packages/client/src/session/CallSession.ts',
    ],
  });

  expect(result.violations).toEqual([]);
  expect(result.overlooked).toEqual([]);
  expect(result.moduleCount).toBeGreaterThan(10);
});
