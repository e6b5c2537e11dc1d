import { Readable } from 'node:stream';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import { FileId, filePath, isShownImage } from '@parley/protocol/file';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Files } from '../files/Files.ts';
import type { Limiter } from '../Limiter.ts';
import type { AddressOf } from '../trustProxy.ts';
import { assertSameOrigin } from './api/assertSameOrigin.ts';

type Setup = {
  files: Files;
  publicUrl: string | undefined;
  addressOf: AddressOf;
  /** Of what an address may ask for below `/api/v1`. */
  limiter: Limiter;
};

const Params = z.strictObject({ fileId: FileId });
/** A sender that says nothing for so long is gone, in milliseconds. */
const SILENCE_MS = 30_000;

/**
 * The bytes of files, as they are. Whoever was told of a file knows its id, and nobody guesses one. They
 * are never a page of this site: browsers save them, and show at most pictures.
 */
export async function addFiles(
  app: FastifyInstance,
  { files, publicUrl, addressOf, limiter }: Setup,
): Promise<void> {
  const url = API_PREFIX + filePath(':fileId');
  const onRequest = async (request: FastifyRequest) => {
    await limiter.takeFrom(addressOf(request.raw), 1);
    assertSameOrigin(request, publicUrl);
  };

  await app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', (_request, bytes, done) => done(null, bytes));
    scope.put(url, { onRequest }, async (request, reply) => {
      const { raw, body } = request;
      raw.setTimeout(SILENCE_MS, () => raw.destroy());
      if (!(body instanceof Readable)) throw new ParleyError('bad-request', 'There are no bytes.');
      const announced = request.headers['content-length'];
      await files.put(
        idIn(request.params),
        announced === undefined ? undefined : Number(announced),
        body,
      );
      return reply.code(204).send();
    });
  });

  app.get(url, { onRequest }, async (request, reply) => {
    const { file, bytes } = await files.read(idIn(request.params));
    const isShown = file.mediaType !== null && isShownImage(file.mediaType);
    return reply
      .type(isShown && file.mediaType !== null ? file.mediaType : 'application/octet-stream')
      .header('content-length', file.size)
      .header('content-disposition', attachment(file.name ?? file.fileId))
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(bytes);
  });
}

/** @throws {ParleyError} `not-found` for what can be nobody's: not every database takes every text */
function idIn(params: unknown): string {
  const parsed = Params.safeParse(params);
  if (!parsed.success) throw new ParleyError('not-found', 'There is no such file.');
  return parsed.data.fileId;
}

/** RFC 6266 with RFC 8187: every letter of the name, for a browser that saves it. */
function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
