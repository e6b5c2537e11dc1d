import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { isRoomName } from '@parley/protocol/ids';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The pages of the web app that exist, beside the rooms. */
const PAGES = ['/', '/check', '/people', '/rooms', '/settings', '/admin'];

/** Never a page: a program that asks here must not be answered with one. */
const NOT_PAGES = /^\/(?:socket\.io|api|assets)(?:[/?]|$)/;

const BUILD_FIRST = `<!doctype html><meta charset="utf-8"><title>Parley</title>
<p>The server runs, but the web app is not built yet. Run <code>pnpm build</code>, then reload.</p>`;

/**
 * Serves the built web app from `root`. Files whose names hold a hash of their content are kept by
 * browsers for ever; everything else is asked for again each time.
 */
export async function addWeb(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    cacheControl: false,
    suppressWarning: true,
    setHeaders(reply, path) {
      const isHashed = path.startsWith(join(root, 'assets'));
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });

  const page = async (reply: FastifyReply, status: number) => {
    void reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
    try {
      const html = await readFile(join(root, 'index.html'));
      return reply.code(status).send(html);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return reply.code(503).send(BUILD_FIRST);
    }
  };

  for (const path of PAGES) app.get(path, (_request, reply) => page(reply, 200));
  app.get('/index.html', (_request, reply) => reply.redirect('/', 308));
  app.get('/r/:room', (request: FastifyRequest<{ Params: { room: string } }>, reply) =>
    // The app itself says what is wrong with the name.
    page(reply, isRoomName(request.params.room) ? 200 : 404),
  );

  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' || request.method === 'HEAD';
    if (isPage && !NOT_PAGES.test(request.url)) return page(reply, 404);
    return reply.code(404).send({ code: 'not-found', message: 'There is nothing here.' });
  });
}
