import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import { filePath } from '@parley/protocol/file';
import type { DirectFile } from '@parley/protocol/people/directFile';
import { toAnswerError } from '../api/toAnswerError.ts';
import { openFile } from './crypto/sealFile.ts';

/**
 * Fetches the file of a message, and opens it.
 *
 * @param url the server's origin
 * @throws {ParleyError} `not-found` when it is not kept any more; `timeout` when it did not get through;
 *   `internal` when it is not what its sender has sealed
 */
export async function fetchFile(url: string, file: DirectFile, signal?: AbortSignal): Promise<Blob> {
  const lost = (cause: unknown) =>
    new ParleyError('timeout', 'The file did not get through.', undefined, { cause });
  const address = new URL(API_PREFIX + filePath(file.fileId), url);
  const answer = await fetch(address, signal ? { signal } : {}).catch((error: unknown) => {
    throw lost(error);
  });
  if (!answer.ok || answer.body === null) throw toAnswerError(answer.status, await answer.text());
  try {
    return await openFile(piecesOf(answer.body, lost), file);
  } catch (cause) {
    if (cause instanceof ParleyError) throw cause;
    throw new ParleyError('internal', 'This is not the file that was sent.', undefined, { cause });
  }
}

/** Not every browser lets one iterate over a stream. */
async function* piecesOf(
  stream: ReadableStream<Uint8Array>,
  lost: (cause: unknown) => ParleyError,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((error: unknown) => {
        throw lost(error);
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Of what turned out to be another file the rest is not wanted.
    await reader.cancel().catch(() => undefined);
  }
}
