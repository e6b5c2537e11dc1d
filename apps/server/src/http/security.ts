import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { inlineScripts } from './inlineScripts.ts';

/** Devices are for this page alone, not for what it might embed. */
const PERMISSIONS_POLICY = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'speaker-selection=(self)',
  'screen-wake-lock=(self)',
  'fullscreen=(self)',
  'autoplay=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
].join(', ');

/**
 * @param publicUrl how people reach this server
 * @param webRoot where the built web app is
 */
export async function addSecurityHeaders(
  app: FastifyInstance,
  publicUrl: string | undefined,
  webRoot: string,
): Promise<void> {
  const isHttps = publicUrl?.startsWith('https:') === true;
  // Older browsers do not take 'self' for a web socket of the same host.
  const ownSocket = publicUrl === undefined ? [] : [publicUrl.replace(/^http/, 'ws')];
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...(await inlineScripts(webRoot))],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:', 'mediastream:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...ownSocket],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // A promise about HTTPS may only be made by a server that has it.
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // A room's address is the key to it: other sites do not get to see it.
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('permissions-policy', PERMISSIONS_POLICY);
  });
}
