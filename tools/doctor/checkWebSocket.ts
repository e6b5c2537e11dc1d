import { randomBytes } from 'node:crypto';
import type { Finding } from './Finding.ts';
import { type Answer, get } from './get.ts';

/** Asks for a web socket as browsers do (RFC 6455, 4.1), and for long polling when there is none. */
export async function checkWebSocket(url: URL): Promise<Finding[]> {
  const at = (transport: string) => new URL(`/socket.io/?EIO=4&transport=${transport}`, url);
  const upgraded = await get(at('websocket'), {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      Origin: url.origin,
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    },
  }).catch((error: Error) => error);
  if (!(upgraded instanceof Error) && upgraded.status === 101) {
    return [{ check: 'web socket', level: 'ok', text: 'opens' }];
  }
  const polled = await get(at('polling')).catch(() => undefined);
  return [explainWebSocket(upgraded, polled)];
}

export function explainWebSocket(
  upgraded: Pick<Answer, 'status' | 'headers'> | Error,
  polled: Pick<Answer, 'status' | 'body'> | undefined,
): Finding {
  const check = 'web socket';
  const seen = upgraded instanceof Error ? upgraded.message : `status ${upgraded.status}`;
  // Engine.IO's handshake is a packet of type 0 (protocol 4).
  if (polled?.status !== 200 || !polled.body.startsWith('0{')) {
    const text = `/socket.io is not passed on to Parley (${seen}).`;
    return { check, level: 'fail', text, remedy: 'Let the proxy pass every path on, /socket.io too.' };
  }
  const server = upgraded instanceof Error ? '' : String(upgraded.headers['server'] ?? '');
  const by = server === '' ? 'The proxy in front' : `The proxy in front (${server})`;
  const text = `${by} does not pass web sockets (${seen}); long polling works, and calls start slowly.`;
  return { check, level: 'fail', text, remedy: proxyRemedy(server) };
}

function proxyRemedy(server: string): string {
  if (/apache/i.test(server)) return 'ProxyPass "/" "http://127.0.0.1:3000/" upgrade=websocket';
  if (/haproxy/i.test(server)) return 'timeout tunnel 1h, and no "option httpclose"';
  return [
    'In nginx:',
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection "upgrade";',
  ].join('\n');
}
