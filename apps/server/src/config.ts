import { availableParallelism } from 'node:os';
import { SIGN_UP_POLICIES, type SignUpPolicy } from '@parley/protocol/account';
import { LIMITS } from '@parley/protocol/limits';
import type { OidcSettings } from './accounts/oidc/OidcClient.ts';
import { VIDEO_CODEC_CHOICES, type VideoCodecChoice } from './calls/allowedCodecs.ts';
import { type Environment, EnvironmentReader } from './environment.ts';
import { isLoopback } from './isLoopback.ts';
import type { SmtpSettings } from './smtp/createMailer.ts';
import { parseTrust, type Trust } from './trustProxy.ts';

const MB = 1024 ** 2;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What an operator can set. README.md has the table for people. */
export type Config = {
  host: string;
  port: number;
  /** How people reach this server, without a slash at the end; undefined when nobody said. */
  publicUrl: string | undefined;
  dataDir: string;
  /** Undefined is SQLite in `dataDir`. */
  databaseUrl: string | undefined;
  trustProxy: Trust;
  logLevel: LogLevel;
  /** Whoever has it may read `/metrics` from anywhere. */
  adminToken: string | undefined;
  signUp: SignUpPolicy;
  /** Undefined where nobody gets mail from here. */
  mail: SmtpSettings | undefined;
  /** Undefined where nobody signs in at a provider. */
  oidc: OidcSettings | undefined;
  /** Undefined where nobody is notified; `contact` is what push services are told of the operator. */
  push: { contact: string | undefined } | undefined;
  /** Whether people without an account may join rooms. */
  guestsAllowed: boolean;
  /** Whether two people alone in a room may connect straight to each other, if both let it. */
  directCalls: boolean;
  /** What pictures are to be encoded with where everybody in the room can decode it. */
  videoCodec: VideoCodecChoice;
  roomMaxPeers: number;
  /** What people may send each other, in bytes; `max` is 0 where they may send no files. */
  files: { max: number; total: number };
  grace: { silentMs: number; closedMs: number };
  /** How long calls that are under way may go on after SIGTERM, in milliseconds. */
  drainMs: number;
  media: {
    listenIp: string;
    port: number;
    workers: number;
    /** Addresses or host names; `auto` is those that this machine has. */
    announcedAddresses: string[] | 'auto';
    /** How many microphones of a room are forwarded at once; `Infinity` for all. */
    loudestSpeakers: number;
    /** How many people of one room fit on one worker. */
    peersPerWorker: number;
  };
  turn: { urls: string[]; secret: string; ttlS: number } | undefined;
  /** Whether `/api/v1/faults` breaks this server for whoever asks. Never in production. */
  faults: boolean;
};

/** @throws {ConfigError} with every fault there is */
export function readConfig(environment: Environment): Config {
  const read = new EnvironmentReader(environment);
  const workers = read.integer('MEDIA_WORKERS', { fallback: availableParallelism(), min: 1, max: 256 });
  const config: Config = {
    host: read.text('HOST') ?? '127.0.0.1',
    port: read.integer('PORT', { fallback: 3000, min: 0, max: 65_535 }),
    publicUrl: readPublicUrl(read),
    dataDir: read.text('DATA_DIR') ?? './data',
    databaseUrl: readDatabaseUrl(read),
    trustProxy: readTrust(read),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    adminToken: readAdminToken(read),
    mail: readMail(read),
    oidc: readOidc(read),
    push: readPush(read),
    signUp: read.choice('SIGN_UP', SIGN_UP_POLICIES, 'open'),
    guestsAllowed: read.choice('GUESTS_ALLOWED', ['true', 'false'], 'true') === 'true',
    directCalls: read.choice('DIRECT_CALLS', ['off', 'on'], 'off') === 'on',
    videoCodec: read.choice('VIDEO_CODEC', VIDEO_CODEC_CHOICES, 'auto'),
    roomMaxPeers: read.integer('ROOM_MAX_PEERS', { fallback: 100, min: 2, max: 1_000 }),
    files: {
      max: read.integer('FILE_MAX_MB', { fallback: 50, min: 0, max: LIMITS.fileBytes / MB }) * MB,
      total: read.integer('FILES_MAX_GB', { fallback: 10, min: 1, max: 1_000_000 }) * 1024 * MB,
    },
    grace: {
      silentMs: read.integer('RECONNECT_GRACE_S', { fallback: 30, min: 0, max: 600 }) * 1000,
      closedMs: read.integer('RECONNECT_CLOSED_GRACE_S', { fallback: 5, min: 0, max: 600 }) * 1000,
    },
    drainMs: read.integer('DRAIN_S', { fallback: 0, min: 0, max: 3_600 }) * 1000,
    media: {
      listenIp: readListenIp(read),
      port: read.integer('MEDIA_PORT', { fallback: 7882, min: 1, max: 65_536 - workers }),
      workers,
      announcedAddresses: readAnnounced(read),
      loudestSpeakers: read.integer('LOUDEST_SPEAKERS', { fallback: 6, min: 0, max: 100 }) || Infinity,
      peersPerWorker: read.integer('MEDIA_PEERS_PER_WORKER', { fallback: 40, min: 1, max: 1_000 }),
    },
    turn: readTurn(read),
    faults: read.choice('FAULTS', ['0', '1'], '0') === '1',
  };
  if (config.faults && config.publicUrl?.startsWith('https:') && config.adminToken === undefined) {
    read.fault('FAULTS', 'breaks this server for anybody who can reach it: set ADMIN_TOKEN as well.');
  }
  read.assertFaultless();
  return config;
}

function readPublicUrl(read: EnvironmentReader): string | undefined {
  const url = read.url('PUBLIC_URL', ['https:', 'http:'], read.text('PUBLIC_URL'));
  if (url !== undefined && (url.pathname !== '/' || url.search !== '' || url.hash !== '')) {
    read.fault('PUBLIC_URL', 'must end after the host: Parley cannot live below a path.');
  }
  return url?.origin;
}

function readDatabaseUrl(read: EnvironmentReader): string | undefined {
  const value = read.secret('DATABASE_URL');
  // Its text, not the URL's: what is in it may be a password, so no message repeats it.
  return read.url('DATABASE_URL', ['postgres:', 'postgresql:'], value) && value;
}

function readListenIp(read: EnvironmentReader): string {
  const value = read.text('MEDIA_LISTEN_IP') ?? '0.0.0.0';
  if (!/^[0-9a-fA-F.:]+$/.test(value)) {
    read.fault('MEDIA_LISTEN_IP', `must be an IP address of this machine, not "${value}".`);
  }
  return value;
}

function readAnnounced(read: EnvironmentReader): string[] | 'auto' {
  const name = 'MEDIA_ANNOUNCED_ADDRESSES';
  const addresses = read.list(name);
  if (addresses.length === 0 || addresses.join() === 'auto') return 'auto';
  for (const address of addresses) {
    if (address === 'auto') read.fault(name, 'is either auto or a list of addresses.');
    else if (!/^[A-Za-z0-9.:_-]+$/.test(address)) {
      read.fault(name, `"${address}" is not an address, a host name or auto.`);
    }
  }
  return addresses;
}

function readTrust(read: EnvironmentReader): Trust {
  const trust = parseTrust(read.text('TRUST_PROXY'));
  if (trust !== undefined) return trust;
  read.fault(
    'TRUST_PROXY',
    'must be true, false, a number of proxies, or a list of addresses and networks.',
  );
  return false;
}

function readAdminToken(read: EnvironmentReader): string | undefined {
  const token = read.secret('ADMIN_TOKEN');
  if (token !== undefined && token.length < 16) {
    read.fault('ADMIN_TOKEN', 'must have 16 characters or more (try: openssl rand -hex 24).');
  }
  return token;
}

function readMail(read: EnvironmentReader): Config['mail'] {
  const url = read.secret('SMTP_URL');
  const from = read.text('MAIL_FROM');
  // Its text, not the URL's: what is in it may be a password, so no message repeats it.
  const isGood = read.url('SMTP_URL', ['smtp:', 'smtps:'], url) !== undefined;
  if (url !== undefined && from === undefined) {
    read.fault('MAIL_FROM', 'must be set with SMTP_URL: it is whom mail comes from.');
  }
  if (from !== undefined && !/^[^@]*[^@\s<]+@[^@\s>]+>?$/.test(from)) {
    read.fault('MAIL_FROM', 'must be a mail address, such as Parley <parley@example.org>.');
  }
  return isGood && url !== undefined && from !== undefined ? { url, from } : undefined;
}

function readOidc(read: EnvironmentReader): Config['oidc'] {
  const issuer = read.text('OIDC_ISSUER');
  const clientId = read.text('OIDC_CLIENT_ID');
  const clientSecret = read.secret('OIDC_CLIENT_SECRET');
  const url = read.url('OIDC_ISSUER', ['https:', 'http:'], issuer);
  if (url?.protocol === 'http:' && !isLoopback(url.hostname) && url.hostname !== 'localhost') {
    read.fault('OIDC_ISSUER', 'must be https: whoever is on the way could sign in as anybody.');
  }
  if (issuer === undefined) return undefined;
  if (clientId === undefined) {
    read.fault('OIDC_CLIENT_ID', 'must be set with OIDC_ISSUER: it is what the provider calls Parley.');
  }
  if (clientSecret === undefined) {
    read.fault('OIDC_CLIENT_SECRET', 'must be set with OIDC_ISSUER: the provider gives it to you.');
  }
  if (url === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret, name: read.text('OIDC_NAME') ?? url.hostname };
}

function readPush(read: EnvironmentReader): Config['push'] {
  const contact = read.text('PUSH_CONTACT');
  const isGood = contact === undefined || /^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(contact);
  if (!isGood) {
    read.fault('PUSH_CONTACT', 'must be like mailto:admin@example.org, or the https address of a page.');
  }
  return read.choice('PUSH', ['on', 'off'], 'on') === 'on' ? { contact } : undefined;
}

function readTurn(read: EnvironmentReader): Config['turn'] {
  const urls = read.list('TURN_URLS');
  const secret = read.secret('TURN_SECRET');
  const ttlS = read.integer('TURN_TTL_S', { fallback: 3_600, min: 60, max: 3_600 });
  for (const url of urls) {
    if (!/^(?:turns?|stuns?):[^\s/]+$/.test(url)) {
      read.fault('TURN_URLS', `"${url}" is not like turn:turn.example.org:3478?transport=udp.`);
    }
  }
  if (urls.length > 0 && secret === undefined) {
    read.fault('TURN_SECRET', "must be set with TURN_URLS: it is coturn's static-auth-secret.");
  }
  return urls.length > 0 && secret !== undefined ? { urls, secret, ttlS } : undefined;
}
