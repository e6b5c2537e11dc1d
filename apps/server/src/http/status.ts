import { BlockList } from 'node:net';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BaseLogger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { holdsAdminToken } from './adminToken.ts';

export type StatusSetup = {
  version: string;
  /** Whether it can be broken on demand. */
  hasFaults: boolean;
  metrics: Metrics;
  adminToken: string | undefined;
  /** Each resolves, or says what is not ready; by the name under which it is shown. */
  readiness: Readonly<Record<string, () => Promise<void> | void>>;
  log: BaseLogger;
};

/** A part that does not answer within this is not ready, in milliseconds. */
const CHECK_TIMEOUT_MS = 2_000;

/** What machines ask a server: does it live, can it work, what is it, how does it do. */
export function addStatus(app: FastifyInstance, setup: StatusSetup): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/version', () => ({
    name: 'parley',
    version: setup.version,
    protocol: PROTOCOL_VERSION,
    // Nobody should have to ask a sound server whether it is one.
    ...(setup.hasFaults && { faults: true }),
  }));

  app.get('/readyz', async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(setup.readiness).map(async ([name, check]) => {
        try {
          await within(CHECK_TIMEOUT_MS, check);
          return [name, 'ok'] as const;
        } catch (error) {
          setup.log.warn({ err: error, check: name }, 'not ready');
          return [name, 'failed'] as const;
        }
      }),
    );
    const isReady = checks.every(([, state]) => state === 'ok');
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ok' : 'not ready', checks: Object.fromEntries(checks) });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, setup.adminToken)) {
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ code: 'unauthorized', message: 'Send ADMIN_TOKEN as a bearer token.' });
    }
    return reply.type(setup.metrics.contentType).send(await setup.metrics.text());
  });
}

async function within(ms: number, check: () => Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}

const near = new BlockList();
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('10.0.0.0', 8, 'ipv4');
near.addSubnet('172.16.0.0', 12, 'ipv4');
near.addSubnet('192.168.0.0', 16, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

/**
 * With a token, whoever has it. Without one, this machine and its private networks, where a Prometheus
 * in the same compose file lives; but nothing that a proxy passed on, which may come from anywhere.
 */
function mayReadMetrics(request: FastifyRequest, adminToken: string | undefined): boolean {
  if (adminToken !== undefined) return holdsAdminToken(request, adminToken);
  if (request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined) {
    return false;
  }
  const { ip } = request;
  return near.check(ip, ip.includes(':') ? 'ipv6' : 'ipv4');
}
