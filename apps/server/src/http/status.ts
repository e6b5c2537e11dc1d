import { BlockList } from 'node:net';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BaseLogger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { holdsAdminToken, tokenNeeded } from './adminToken.ts';

export type StatusSetup = {
  version: string;
  /** Whether it can be broken on demand. */
  hasFaults: boolean;
  metrics: Metrics;
  adminToken: string | undefined;
  /** Each says how it is, or rejects when it has failed; by the name under which it is shown. */
  readiness: Readonly<Record<string, Check>>;
  log: BaseLogger;
};

/** Of a part that works; one that is `draining` takes nobody any more. */
type Works = 'ok' | 'draining';
type Check = () => Promise<Works> | Works;

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
          return [name, await within(CHECK_TIMEOUT_MS, check)] as const;
        } catch (error) {
          setup.log.warn({ err: error, check: name }, 'not ready');
          return [name, 'failed'] as const;
        }
      }),
    );
    const states = new Set(checks.map(([, state]) => state));
    const status = states.has('failed') ? 'not ready' : states.has('draining') ? 'draining' : 'ok';
    return reply.code(status === 'ok' ? 200 : 503).send({ status, checks: Object.fromEntries(checks) });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, setup.adminToken)) throw tokenNeeded();
    return reply.type(setup.metrics.contentType).send(await setup.metrics.text());
  });
}

async function within(ms: number, check: Check): Promise<Works> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([check(), late]);
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
