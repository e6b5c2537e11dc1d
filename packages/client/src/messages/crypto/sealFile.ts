import { FILE_CHUNK_BYTES, paddedFileSize } from '@parley/protocol/people/sealedFileLength';
import { type Bytes, toBase64Url } from './bytes.ts';
import { FileStream, SEALED_CHUNK_BYTES } from './fileStream.ts';

/** A file as it may lie anywhere, and what opens it. */
export type SealedFile = { readonly sealed: Blob; readonly key: string };

const KEY_BYTES = 32;

/**
 * Seals a file under a key of its own, filled up with zeros. It is read piece by piece: what is in memory is
 * what a browser keeps of a Blob.
 *
 * @throws {Error} when it cannot be read (any more)
 */
export async function sealFile(file: Blob): Promise<SealedFile> {
  const key = toBase64Url(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
  const stream = await FileStream.begin(key);
  const padded = paddedFileSize(file.size);
  const parts: Blob[] = [];
  for (let start = 0; start < padded; start += FILE_CHUNK_BYTES) {
    const end = Math.min(start + FILE_CHUNK_BYTES, padded);
    const chunk: Bytes = new Uint8Array(end - start);
    chunk.set(new Uint8Array(await file.slice(start, end).arrayBuffer()));
    parts.push(new Blob([await stream.seal(chunk, end === padded)]));
  }
  return { sealed: new Blob(parts), key };
}

/**
 * @param sealed its bytes, in pieces of any size
 * @param file what its sender says of it
 * @throws {Error} when it is not that file, whole and just as it was sealed
 */
export async function openFile(
  sealed: AsyncIterable<Uint8Array>,
  { key, size }: { readonly key: string; readonly size: number },
): Promise<Blob> {
  const stream = await FileStream.begin(key);
  const parts: Blob[] = [];
  let opened = 0;
  const padded = paddedFileSize(size);
  const keep = async (chunk: Bytes, isLast: boolean) => {
    const plain = await stream.open(chunk, isLast);
    // What is behind its end was filled up.
    parts.push(new Blob([plain.subarray(0, Math.max(size - opened, 0))]));
    opened += plain.length;
    if (isLast ? opened !== padded : opened > padded) {
      throw new Error('This file is not as long as its sender says.');
    }
  };
  let pending: Bytes = new Uint8Array(0);
  for await (const piece of sealed) {
    pending = joined(pending, piece);
    // What may be the last chunk waits until it is known whether it is.
    while (pending.length > SEALED_CHUNK_BYTES) {
      await keep(pending.subarray(0, SEALED_CHUNK_BYTES), false);
      pending = pending.subarray(SEALED_CHUNK_BYTES);
    }
  }
  await keep(pending, true);
  return new Blob(parts);
}

function joined(one: Bytes, other: Uint8Array): Bytes {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
