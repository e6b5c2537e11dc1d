import { DirectContent } from '@parley/protocol/people/directContent';
import type { Bytes } from './bytes.ts';

/** Lengths are told apart no finer than this, in bytes. */
const BLOCK = 256;

/** As JSON, and filled up with spaces: how long a text is can hardly be told from outside. */
export function encodeContent(content: DirectContent): Bytes {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(' '.charCodeAt(0));
  padded.set(bytes);
  return padded;
}

/** @throws {Error} when it is none of a form that this version knows */
export function decodeContent(bytes: Bytes): DirectContent {
  return DirectContent.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}
