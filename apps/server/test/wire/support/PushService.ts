import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  randomBytes,
  verify,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushNews } from '@parley/protocol/api/push';
import { expect, onTestFinished } from 'vitest';
import { isLoopback } from '../../../src/isLoopback.ts';
import type { PushReach } from '../../../src/push/PushReach.ts';
import { until } from './until.ts';

/** Lets a server of the tests send to push services on this machine. */
export const LOCAL_REACH: PushReach = { protocols: ['http:'], mayReach: isLoopback };

export type Letter = { to: string; headers: IncomingHttpHeaders; body: Buffer };

/** A push service and the browsers that have subscribed at it: opens what they are sent, and checks who sent it. */
export class PushService {
  readonly letters: Letter[] = [];
  readonly origin: string;
  /** What it answers from now on. */
  status = 201;
  readonly #browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer }>();

  private constructor(server: Server) {
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** It is stopped when the test is over. */
  static async start(): Promise<PushService> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { url: to = '', headers } = request;
      response.writeHead(service.status).end();
      service.letters.push({ to, headers, body: Buffer.concat(chunks) });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const service = new PushService(server);
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return service;
  }

  /** What a browser of somebody gives the server. */
  subscribe(browser: string) {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const auth = randomBytes(16);
    this.#browsers.set(`/${browser}`, { ecdh, auth });
    return {
      endpoint: `${this.origin}/${browser}`,
      keys: { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') },
    };
  }

  /** The letters to one browser, once there are so many. */
  async lettersTo(browser: string, count: number): Promise<Letter[]> {
    const theirs = () => this.letters.filter(({ to }) => to === `/${browser}`);
    await until(`${count} letters to ${browser}`, () => theirs().length >= count);
    return theirs();
  }

  /** Opens a letter as its browser would (RFC 8291, RFC 8188). */
  open({ to, body }: Letter): PushNews {
    const browser = this.#browsers.get(to);
    if (!browser) throw new Error(`nobody has subscribed at ${to}`);
    const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 86)];
    expect(body.readUInt8(20)).toBe(65);
    expect(body.readUInt32BE(16)).toBeGreaterThanOrEqual(body.length - 86);
    const hmac = (key: Buffer, ...parts: (Buffer | string)[]) => {
      const hash = createHmac('sha256', key);
      for (const part of parts) hash.update(part);
      return hash.digest();
    };
    const shared = browser.ecdh.computeSecret(sender);
    const own = browser.ecdh.getPublicKey();
    const secret = hmac(hmac(browser.auth, shared), 'WebPush: info\0', own, sender, '\x01');
    const extracted = hmac(salt, secret);
    const key = hmac(extracted, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
    const nonce = hmac(extracted, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(body.subarray(-16));
    const record = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
    const end = record.lastIndexOf(2);
    expect(record.subarray(end + 1).every((byte) => byte === 0)).toBe(true);
    return JSON.parse(record.subarray(0, end).toString());
  }

  /** @returns what the sender says of itself, after checking that it is the one with this key (RFC 8292) */
  claims({ headers }: Letter, publicKey: string): Record<string, unknown> {
    const parts = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(\S+)$/.exec(headers.authorization ?? '');
    const [, header = '', claims = '', signature = '', key] = parts ?? [];
    expect(key).toBe(publicKey);
    const point = Buffer.from(publicKey, 'base64url');
    const [x, y] = [
      point.subarray(1, 33).toString('base64url'),
      point.subarray(33).toString('base64url'),
    ];
    const verified = verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      {
        key: createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }),
        dsaEncoding: 'ieee-p1363',
      },
      Buffer.from(signature, 'base64url'),
    );
    expect(verified).toBe(true);
    const text = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(text(header)).toEqual({ typ: 'JWT', alg: 'ES256' });
    return text(claims);
  }
}
