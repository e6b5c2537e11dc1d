import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { limitBodies } from '../../src/http/limitBodies.ts';

/** As long as a body may take, in milliseconds. */
const LONG = 30_000;

/** Somebody who sends the beginning of a request, and no more. */
async function begin(head: string): Promise<IncomingMessage> {
  const server = createServer();
  limitBodies(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  const came = once(server, 'request');
  socket.write(`${head}\r\nHost: parley\r\n`);
  socket.write(head.startsWith('GET') ? '\r\n' : 'Content-Length: 10\r\n\r\n1');
  const [request] = (await came) as [IncomingMessage];
  return request;
}

test.each([
  ['what one asks for with a body is not waited for without end', 'POST /api/v1/session HTTP/1.1', true],
  ['a file is, for its own route looks after it', 'PUT /api/v1/files/abc HTTP/1.1', false],
  ['who has sent all there is, is left alone', 'GET /api/v1/session HTTP/1.1', false],
])('%s', async (_, head, isEnded) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const request = await begin(head);
  vi.advanceTimersByTime(LONG - 1);
  expect(request.destroyed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(request.destroyed).toBe(isEnded);
});
