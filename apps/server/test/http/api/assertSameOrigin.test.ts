import { describe, expect, test } from 'vitest';
import { assertSameOrigin } from '../../../src/http/api/assertSameOrigin.ts';

const HOST = 'meet.example.org';

function ask(headers: Record<string, string>, method = 'POST', publicUrl?: string): () => void {
  return () => assertSameOrigin({ method, headers, host: HOST }, publicUrl);
}

describe('lets through', () => {
  test.each([
    ['a page of this server', { origin: `https://${HOST}` }],
    ['the same, as newer browsers say it', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['a program that sends no cookie', {}],
  ])('%s', (_who, headers) => {
    expect(ask(headers)).not.toThrow();
  });

  test('a page at the public address, whatever a proxy made of the host', () => {
    const headers = { origin: 'https://public.example.org', cookie: 'a=b' };
    expect(ask(headers, 'PUT', 'https://public.example.org')).not.toThrow();
  });

  test('whoever only looks', () => {
    for (const method of ['GET', 'HEAD']) {
      expect(ask({ origin: 'https://elsewhere.example', cookie: 'a=b' }, method)).not.toThrow();
    }
  });
});

describe('refuses', () => {
  test.each([
    ['another site', { origin: 'https://elsewhere.example' }],
    ['another port', { origin: `https://${HOST}:8443` }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a neighbour below the same domain', { origin: `https://${HOST}`, 'sec-fetch-site': 'same-site' }],
    ['another site that browsers name', { 'sec-fetch-site': 'cross-site' }],
    ['a cookie that comes from nowhere', { cookie: 'a=b' }],
  ])('%s', (_who, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(ask(headers, method)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    }
  });
});
