import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { PushPost } from '../../src/push/PushPost.ts';
import { isPublic, PUBLIC_REACH } from '../../src/push/PushReach.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  'localhost',
  '',
])('%s is not on the public internet', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['8.8.8.8', '172.32.0.1', '2a00:1450:4001::1'])('%s is on the public internet', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  'http://push.example.org/a',
  'ftp://push.example.org/a',
  'https://127.0.0.1/a',
  'https://2130706433/a',
  'https://0x7f.1/a',
  'https://[::1]/a',
  'https://[::ffff:127.0.0.1]/a',
  'https://me:pass@push.example.org/a',
  'push.example.org',
  '',
])('%s is not where a push service is', async (endpoint) => {
  const post = new PushPost(PUBLIC_REACH);
  expect(post.isAddress(endpoint)).toBe(false);
  await expect(post.send(endpoint, { headers: {}, body: Buffer.alloc(0) })).rejects.toThrow(
    'not an address',
  );
});

test('a name that leads to this machine is not connected to', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const endpoint = `https://localhost:${(server.address() as AddressInfo).port}/a`;
  const letter = { headers: {}, body: Buffer.from('x') };
  const post = new PushPost(PUBLIC_REACH);
  expect(post.isAddress(endpoint)).toBe(true);
  await expect(post.send(endpoint, letter)).rejects.toThrow('not public');
  expect(connections).toBe(0);
  // The same machine is there when it may be reached.
  const open = new PushPost({ protocols: ['https:'], mayReach: () => true });
  await expect(open.send(endpoint, letter)).rejects.toThrow();
  expect(connections).toBe(1);
});

test('what is under way ends when the server does', async () => {
  const server = createServer(() => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const post = new PushPost({ protocols: ['http:'], mayReach: () => true });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
  const sent = post.send(endpoint, { headers: {}, body: Buffer.from('x') });
  const connected = once(server, 'connection');
  await connected;
  post.close();
  await expect(sent).rejects.toThrow();
});
