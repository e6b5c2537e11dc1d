import { type FastifyInstance, fastify } from 'fastify';
import type { BaseLogger } from 'pino';
import { answerErrors } from './answerErrors.ts';
import { type ApiSetup, addApi } from './api/addApi.ts';
import { limitBodies } from './limitBodies.ts';
import { addSecurityHeaders } from './security.ts';
import { addStatus, type StatusSetup } from './status.ts';
import { addWeb } from './web.ts';

export type HttpSetup = StatusSetup & {
  /** Where the built web app is. */
  webRoot: string;
  publicUrl: string | undefined;
  api: Omit<ApiSetup, 'publicUrl' | 'adminToken'>;
  log: BaseLogger;
};

/** Nothing that is posted here needs more, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** The bare server, to which signalling attaches itself before any route is asked for. */
export function createHttpServer(isTrusted: (address: string, hop: number) => boolean): FastifyInstance {
  return fastify({
    trustProxy: isTrusted,
    bodyLimit: BODY_LIMIT,
    // limitBodies.ts has it, for all but files.
    requestTimeout: 0,
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
  answerErrors(app, log);
  limitBodies(app.server);
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
  await addSecurityHeaders(app, setup.publicUrl, setup.webRoot);
  addStatus(app, setup);
  addApi(app, { ...setup.api, publicUrl: setup.publicUrl, adminToken: setup.adminToken });
  await addWeb(app, setup.webRoot);
}
