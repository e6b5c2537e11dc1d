import type { FastifyRequest } from 'fastify';

/**
 * How people reach this server.
 *
 * @param publicUrl what the operator says; without it, as this request did
 */
export function originOf(
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
  publicUrl: string | undefined,
): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}
