import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import type { BaseLogger } from 'pino';
import { addSecurityHeaders } from './security.ts';
import { addStatus, type StatusSetup } from './status.ts';
import { addWeb } from './web.ts';

export type HttpSetup = StatusSetup & {
  /** Where the built web app is. */
  webRoot: string;
  publicUrl: string | undefined;
  log: BaseLogger;
};

/** Nothing that is posted here needs more, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** The bare server, to which signalling attaches itself before any route is asked for. */
export function createHttpServer(isTrusted: (address: string, hop: number) => boolean): FastifyInstance {
  return fastify({
    trustProxy: isTrusted,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
    // An address that cannot even be decoded is one more that does not exist.
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : '/undecodable'),
  });
}

function isDecodable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}

export async function addRoutes(app: FastifyInstance, setup: HttpSetup): Promise<void> {
  const { log } = setup;
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, url: request.url }, 'HTTP request failed');
    const message = status >= 500 ? 'Something went wrong on the server.' : error.message;
    return reply.code(status).send({ code: status >= 500 ? 'internal' : 'bad-request', message });
  });
  app.addHook('onResponse', async (request, reply) => {
    log.debug(
      {
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        durationMs: reply.elapsedTime,
      },
      'HTTP request answered',
    );
  });
  await addSecurityHeaders(app, setup.publicUrl);
  addStatus(app, setup);
  await addWeb(app, setup.webRoot);
}
