import { expect } from 'vitest';
import { TestServer } from './TestServer.ts';
import { WebBrowser } from './WebBrowser.ts';

export const ada = { name: 'ada', displayName: 'Ada Lovelace', password: 'analytical engine' };
export const WRONG = 'difference engine';
/** As much of a picture as is looked at. */
export const WEBP = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), Buffer.alloc(100, 1)]).toString(
  'base64',
);

type Options = Parameters<typeof TestServer.start>[0];

/** A server, and browsers of people who come to it. */
export async function begin(options: Options = {}) {
  const server = await TestServer.start(options);
  return { server, browser: (headers?: Record<string, string>) => new WebBrowser(server.url, headers) };
}

/** Ada has an account, and is signed in in a browser of hers. */
export async function beginWithAda(options: Options = {}) {
  const { server, browser } = await begin(options);
  const hers = browser();
  expect((await hers.ask('POST /accounts', ada)).status).toBe(200);
  return { server, browser, hers };
}
