import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, join } from 'node:path';
import type { ChosenFile } from '@parley/client/session/ChatUploads';
import { UsageError } from './UsageError.ts';

/** Those that pages show as pictures. */
const PICTURES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};

/** @throws {UsageError} when it cannot be read */
export async function openFileToSend(path: string): Promise<ChosenFile> {
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is no file');
    const type = PICTURES[extname(path).toLowerCase()] ?? 'application/octet-stream';
    return { name: basename(path), bytes: await openAsBlob(path, { type }) };
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** A path as people type it, or as terminals write one that is dropped onto them, where no shell reads it. */
export function typedPath(typed: string): string {
  const quoted = /^(['"])(.*)\1$/.exec(typed.trim())?.[2];
  const path = quoted ?? typed.trim().replace(/\\(.)/g, '$1');
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
