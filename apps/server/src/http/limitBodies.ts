import type { Server } from 'node:http';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import { filePath } from '@parley/protocol/file';

/** A body that is not there by then is no longer waited for, in milliseconds. */
const BODY_MS = 30_000;
const FILES = API_PREFIX + filePath('');

/**
 * Ends requests whose body comes by the drop, but for files: those are long in coming, and their own route
 * looks after them. Node's `requestTimeout` would be the same for all.
 */
export function limitBodies(server: Server): void {
  server.on('request', (request) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (!hasBody || (request.method === 'PUT' && request.url?.startsWith(FILES))) return;
    const timer = setTimeout(() => {
      if (!request.complete) request.destroy();
    }, BODY_MS).unref();
    request.once('close', () => clearTimeout(timer));
  });
}
