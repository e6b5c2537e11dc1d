import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { ConfigError, type Environment } from '../src/environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function faultsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('nothing set is a server for this machine', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: undefined,
    dataDir: './data',
    databaseUrl: undefined,
    trustProxy: false,
    logLevel: 'info',
    adminToken: undefined,
    mail: undefined,
    signUp: 'open',
    oidc: undefined,
    push: { contact: undefined },
    guestsAllowed: true,
    directCalls: false,
    videoCodec: 'auto',
    roomMaxPeers: 100,
    files: { max: 50 * 1024 ** 2, total: 10 * 1024 ** 3 },
    grace: { silentMs: 30_000, closedMs: 5_000 },
    drainMs: 0,
    media: {
      listenIp: '0.0.0.0',
      port: 7882,
      workers: availableParallelism(),
      announcedAddresses: 'auto',
      loudestSpeakers: 6,
      peersPerWorker: 40,
    },
    turn: undefined,
    faults: false,
  });
});

test('a server that can be broken on demand is not open to everybody', () => {
  const open = { FAULTS: '1', PUBLIC_URL: 'https://meet.example.org' };
  expect(faultsOf(open)).toEqual([expect.stringMatching(/^FAULTS: .*ADMIN_TOKEN/)]);
  expect(readConfig({ ...open, ADMIN_TOKEN: '0123456789abcdef' }).faults).toBe(true);
  expect(readConfig({ FAULTS: '1' }).faults).toBe(true);
  expect(faultsOf({ FAULTS: 'yes' })).toHaveLength(1);
});

test('empty is not set, as compose files pass it on', () => {
  const names = [
    'HOST',
    'PORT',
    'PUBLIC_URL',
    'DATABASE_URL',
    'TURN_URLS',
    'TURN_SECRET',
    'TRUST_PROXY',
  ];
  const files = ['TURN_SECRET_FILE', 'DATABASE_URL_FILE', 'ADMIN_TOKEN_FILE'];
  const empty = Object.fromEntries([...names, ...files].map((name) => [name, ' ']));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test('everything set', () => {
  const config = readConfig({
    HOST: '0.0.0.0',
    PORT: '8080',
    PUBLIC_URL: 'https://meet.example.org/',
    DATA_DIR: '/data',
    DATABASE_URL: 'postgres://parley:pass@db/parley',
    TRUST_PROXY: '10.0.0.0/8, ::1',
    LOG_LEVEL: 'debug',
    ADMIN_TOKEN: '0123456789abcdef',
    SIGN_UP: 'invitation',
    GUESTS_ALLOWED: 'false',
    DIRECT_CALLS: 'on',
    VIDEO_CODEC: 'vp9',
    ROOM_MAX_PEERS: '12',
    FILE_MAX_MB: '0',
    FILES_MAX_GB: '200',
    RECONNECT_GRACE_S: '60',
    RECONNECT_CLOSED_GRACE_S: '0',
    MEDIA_LISTEN_IP: '::',
    MEDIA_PORT: '40000',
    MEDIA_WORKERS: '4',
    MEDIA_ANNOUNCED_ADDRESSES: '203.0.113.7, meet.example.org',
    LOUDEST_SPEAKERS: '0',
    MEDIA_PEERS_PER_WORKER: '20',
    TURN_URLS: 'turn:turn.example.org:3478?transport=udp,turns:turn.example.org',
    TURN_SECRET: 'north',
    TURN_TTL_S: '600',
    SMTP_URL: 'smtp://me:pass@mail.example.org',
    MAIL_FROM: 'Parley <parley@example.org>',
    OIDC_ISSUER: 'https://login.example.org/realms/office',
    OIDC_CLIENT_ID: 'parley',
    OIDC_CLIENT_SECRET: 'south',
    OIDC_NAME: 'Office',
    PUSH_CONTACT: 'mailto:admin@example.org',
  });
  expect(config).toEqual({
    host: '0.0.0.0',
    port: 8080,
    publicUrl: 'https://meet.example.org',
    dataDir: '/data',
    databaseUrl: 'postgres://parley:pass@db/parley',
    trustProxy: ['10.0.0.0/8', '::1'],
    logLevel: 'debug',
    adminToken: '0123456789abcdef',
    mail: { url: 'smtp://me:pass@mail.example.org', from: 'Parley <parley@example.org>' },
    signUp: 'invitation',
    oidc: {
      issuer: 'https://login.example.org/realms/office',
      clientId: 'parley',
      clientSecret: 'south',
      name: 'Office',
    },
    push: { contact: 'mailto:admin@example.org' },
    guestsAllowed: false,
    directCalls: true,
    videoCodec: 'vp9',
    roomMaxPeers: 12,
    files: { max: 0, total: 200 * 1024 ** 3 },
    grace: { silentMs: 60_000, closedMs: 0 },
    drainMs: 0,
    media: {
      listenIp: '::',
      port: 40_000,
      workers: 4,
      announcedAddresses: ['203.0.113.7', 'meet.example.org'],
      loudestSpeakers: Infinity,
      peersPerWorker: 20,
    },
    turn: {
      urls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org'],
      secret: 'north',
      ttlS: 600,
    },
    faults: false,
  });
});

test('mail has a server and a sender, and a fault in its address tells no password', () => {
  const server = { SMTP_URL: 'smtps://me:pass@mail.example.org' };
  expect(faultsOf(server)).toEqual([expect.stringMatching(/^MAIL_FROM: must be set/)]);
  expect(faultsOf({ ...server, MAIL_FROM: 'Parley' })).toEqual([expect.stringMatching(/^MAIL_FROM: /)]);
  const faults = faultsOf({ SMTP_URL: 'http://me:pass@mail', MAIL_FROM: 'parley@example.org' });
  expect(faults).toEqual([expect.stringMatching(/^SMTP_URL: .*smtp:/)]);
  expect(faults.join()).not.toContain('pass@');
});

test('a provider is complete, and reached in secrecy', () => {
  const whole = {
    OIDC_ISSUER: 'https://login.example.org/',
    OIDC_CLIENT_ID: 'parley',
    OIDC_CLIENT_SECRET: 'south',
  };
  expect(readConfig(whole).oidc).toMatchObject({
    issuer: 'https://login.example.org/',
    name: 'login.example.org',
  });
  expect(faultsOf({ OIDC_ISSUER: whole.OIDC_ISSUER })).toEqual([
    expect.stringMatching(/^OIDC_CLIENT_ID: /),
    expect.stringMatching(/^OIDC_CLIENT_SECRET: /),
  ]);
  expect(faultsOf({ ...whole, OIDC_ISSUER: 'http://login.example.org' })).toEqual([
    expect.stringMatching(/^OIDC_ISSUER: must be https/),
  ]);
  expect(faultsOf({ ...whole, OIDC_ISSUER: 'login.example.org' })).toHaveLength(1);
  expect(faultsOf({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:8080' })).toEqual([]);
});

test('every fault is told at once, by the name of its variable', () => {
  const faults = faultsOf({
    PORT: 'http',
    PUBLIC_URL: 'meet.example.org',
    DATABASE_URL: 'mysql://db/parley',
    TRUST_PROXY: 'nginx',
    LOG_LEVEL: 'loud',
    ADMIN_TOKEN: 'short',
    SIGN_UP: 'sometimes',
    GUESTS_ALLOWED: 'maybe',
    DIRECT_CALLS: 'true',
    ROOM_MAX_PEERS: '1',
    FILE_MAX_MB: '5000',
    FILES_MAX_GB: '0',
    RECONNECT_GRACE_S: '-1',
    MEDIA_LISTEN_IP: 'eth0',
    MEDIA_PORT: '70000',
    MEDIA_WORKERS: '0',
    MEDIA_ANNOUNCED_ADDRESSES: 'auto,http://x',
    TURN_URLS: 'https://turn.example.org',
    TURN_TTL_S: '99999',
  });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(
    expect.arrayContaining([
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'ADMIN_TOKEN',
      'SIGN_UP',
      'GUESTS_ALLOWED',
      'DIRECT_CALLS',
      'ROOM_MAX_PEERS',
      'FILE_MAX_MB',
      'FILES_MAX_GB',
      'RECONNECT_GRACE_S',
      'MEDIA_LISTEN_IP',
      'MEDIA_PORT',
      'MEDIA_WORKERS',
      'MEDIA_ANNOUNCED_ADDRESSES',
      'TURN_URLS',
      'TURN_SECRET',
      'TURN_TTL_S',
    ]),
  );
});

test.each([
  ['PUBLIC_URL', 'https://example.org/parley'],
  ['PUBLIC_URL', 'ftp://example.org'],
  ['PORT', '3000.5'],
  ['PORT', '0x50'],
  ['TRUST_PROXY', '10.0.0.0/33'],
])('%s=%s is a fault', (name, value) => {
  expect(faultsOf({ [name]: value })).toHaveLength(1);
});

test('the last media port must exist', () => {
  expect(faultsOf({ MEDIA_PORT: '65535', MEDIA_WORKERS: '1' })).toEqual([]);
  expect(faultsOf({ MEDIA_PORT: '65535', MEDIA_WORKERS: '2' })).toEqual([
    expect.stringContaining('MEDIA_PORT'),
  ]);
});

describe('secrets in files', () => {
  test('are read without the line end that editors add', () => {
    const config = readConfig({
      TURN_URLS: 'turn:turn.example.org',
      TURN_SECRET_FILE: file('turn', 'north\n'),
      DATABASE_URL_FILE: file('database', ' postgres://db/parley\r\n'),
      ADMIN_TOKEN_FILE: file('token', '0123456789abcdef'),
    });
    expect(config.turn?.secret).toBe('north');
    expect(config.databaseUrl).toBe('postgres://db/parley');
    expect(config.adminToken).toBe('0123456789abcdef');
  });

  test('must be there, hold something, and be the only one', () => {
    const missing = join(folder, 'missing');
    expect(faultsOf({ ADMIN_TOKEN_FILE: missing })).toEqual([
      `ADMIN_TOKEN_FILE: ${missing} cannot be read (ENOENT).`,
    ]);
    expect(faultsOf({ ADMIN_TOKEN_FILE: file('empty', '\n') })).toHaveLength(1);
    expect(faultsOf({ ADMIN_TOKEN: 'x'.repeat(20), ADMIN_TOKEN_FILE: file('both', 'y') })).toHaveLength(
      1,
    );
  });

  test('are in no message', () => {
    const faults = faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db', ADMIN_TOKEN: 'hunter2' });
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toContain('hunter2');
  });
});

test('notifications can be switched off, and push services are told only of somebody they can reach', () => {
  expect(readConfig({ PUSH: 'off', PUSH_CONTACT: 'https://example.org/contact' }).push).toBeUndefined();
  expect(faultsOf({ PUSH: 'perhaps' })).toEqual([expect.stringMatching(/^PUSH: /)]);
  for (const contact of ['admin@example.org', 'http://example.org', 'mailto:admin']) {
    expect(faultsOf({ PUSH_CONTACT: contact })).toEqual([expect.stringMatching(/^PUSH_CONTACT: /)]);
  }
});
