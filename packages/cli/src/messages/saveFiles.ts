import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchFile } from '@parley/client/messages/fetchFile';
import type { StoredMessage } from '@parley/client/messages/StoredMessage';
import { toParleyError } from '@parley/client/toParleyError';
import { plainText } from '../plainText.ts';

/**
 * Fetches the files that somebody has sent and opens them, each under its name; what has such a name already
 * stays as it is.
 *
 * @param url the server's origin
 * @returns what is to be said of those that are not there
 * @throws {Error} when nothing can be written there
 */
export async function saveFiles(
  messages: readonly StoredMessage[],
  directory: string,
  url: string,
): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const problems: string[] = [];
  for (const { isOwn, file } of messages) {
    if (isOwn || file === undefined || file.fileId === null) continue;
    const name = plainText(file.name);
    try {
      const opened = await fetchFile(url, file);
      await writeFile(join(directory, file.name), opened.stream(), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
        problems.push(`${name} is there already.`);
      } else {
        problems.push(`${name} could not be saved: ${toParleyError(error).message}`);
      }
    }
  }
  return problems;
}
