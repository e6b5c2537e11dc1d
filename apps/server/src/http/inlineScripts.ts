import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a `script-src` says so that the scripts in the web app's page itself may run, and nothing else that somebody
 * might bring into it: their hashes (W3C Content Security Policy, hash-source). None of an app that is not built.
 */
export async function inlineScripts(webRoot: string): Promise<string[]> {
  const page = await readFile(join(webRoot, 'index.html'), 'utf8').catch(() => '');
  return Array.from(page.matchAll(/<script>(.*?)<\/script>/gs), ([, text = '']) => {
    const hash = createHash('sha256').update(text).digest('base64');
    return `'sha256-${hash}'`;
  });
}
