import { API_PREFIX } from '@parley/protocol/api/prefix';
import { ParleyError } from '@parley/protocol/errors';
import { filePath } from '@parley/protocol/file';
import { toAnswerError } from '../api/toAnswerError.ts';

export type PutOptions = {
  readonly signal: AbortSignal;
  /** How much of it is there, from 0 to 1. */
  readonly progress: (share: number) => void;
};

type Answer = { status: number; text: string };

const HEADERS = { 'content-type': 'application/octet-stream' };

/**
 * Brings the bytes of a file that was offered.
 *
 * @param url the server's origin
 * @throws {ParleyError} what the server answered; `timeout` when nothing came of it, also when it was called off
 */
export async function putFile(
  url: string,
  fileId: string,
  bytes: Blob,
  options: PutOptions,
): Promise<void> {
  const address = new URL(API_PREFIX + filePath(fileId), url).href;
  const put = typeof XMLHttpRequest === 'undefined' ? putByFetch : putByXhr;
  const { status, text } = await put(address, bytes, options).catch((cause: unknown) => {
    throw new ParleyError('timeout', 'The file did not get through.', undefined, { cause });
  });
  if (status >= 300) throw toAnswerError(status, text);
  options.progress(1);
}

async function putByFetch(address: string, body: Blob, { signal }: PutOptions): Promise<Answer> {
  const answer = await fetch(address, { method: 'PUT', headers: HEADERS, body, signal });
  return { status: answer.status, text: await answer.text() };
}

/** What has been sent of a body, browsers tell only here. */
function putByXhr(address: string, body: Blob, { signal, progress }: PutOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const callOff = () => request.abort();
    request.upload.onprogress = ({ loaded }) => progress(loaded / body.size);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new TypeError('no answer'));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener('abort', callOff);
    request.open('PUT', address);
    for (const [name, value] of Object.entries(HEADERS)) request.setRequestHeader(name, value);
    signal.throwIfAborted();
    signal.addEventListener('abort', callOff);
    request.send(body);
  });
}
