import { paddedFileSize, sealedFileLength } from '@parley/protocol/people/sealedFileLength';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/messages/crypto/bytes.ts';
import { SEALED_CHUNK_BYTES } from '../../src/messages/crypto/fileStream.ts';
import { openFile, sealFile } from '../../src/messages/crypto/sealFile.ts';

const KiB = 1024;

/** No two pieces of it are alike. */
function bytesOf(size: number): Bytes {
  const numbers = new Uint32Array(Math.ceil(size / 4)).map((_, index) => index * 2_654_435_761);
  return new Uint8Array(numbers.buffer).subarray(0, size);
}

const bytesIn = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

async function* inPieces(bytes: Bytes, length: number): AsyncGenerator<Bytes> {
  for (let i = 0; i < bytes.length; i += length) yield bytes.subarray(i, i + length);
}

const open = (sealed: Bytes, key: string, size: number, pieces = 10_000) =>
  openFile(inPieces(sealed, pieces), { key, size });

async function sealedOf(size: number): Promise<{ sealed: Bytes; key: string; chunks: Bytes[] }> {
  const { sealed, key } = await sealFile(new Blob([bytesOf(size)]));
  const bytes = await bytesIn(sealed);
  const count = Math.ceil(bytes.length / SEALED_CHUNK_BYTES);
  const chunks = Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * SEALED_CHUNK_BYTES, (index + 1) * SEALED_CHUNK_BYTES),
  );
  return { sealed: bytes, key, chunks };
}

const concat = async (chunks: readonly Bytes[]) => bytesIn(new Blob([...chunks]));

describe('a sealed file', () => {
  it.each([0, 1, 4 * KiB, 64 * KiB - 1, 64 * KiB, 64 * KiB + 1, 300_000, 1_000_003])(
    'of %i bytes comes out as it went in, in pieces of any size',
    async (size) => {
      const { sealed, key } = await sealedOf(size);
      expect(sealed.length).toBe(sealedFileLength(size));
      for (const pieces of [997, SEALED_CHUNK_BYTES, sealed.length]) {
        const opened = await bytesIn(await open(sealed, key, size, pieces));
        expect(Buffer.compare(opened, bytesOf(size)), `in pieces of ${pieces}`).toBe(0);
      }
    },
  );

  it('looks different each time, and has nothing of the file in it', async () => {
    const file = new Blob(['Wallflower '.repeat(1000)]);
    const [one, other] = await Promise.all([sealFile(file), sealFile(file)]);
    expect(one.key).not.toBe(other.key);
    const [first, second] = await Promise.all([bytesIn(one.sealed), bytesIn(other.sealed)]);
    expect(Buffer.compare(first, second)).not.toBe(0);
    expect(Buffer.from(first).includes('Wallflower')).toBe(false);
  });

  it('is not opened when anything of it is another, is missing, is there twice, or is more', async () => {
    const size = 300_000;
    const { sealed, key, chunks } = await sealedOf(size);
    const [first, second, third] = chunks as [Bytes, Bytes, Bytes];
    const last = chunks.at(-1) as Bytes;
    const damagedAt = (index: number) => sealed.map((byte, i) => (i === index ? byte ^ 1 : byte));
    const others = (await sealedOf(size)).chunks;
    const tampered: Record<string, Bytes> = {
      'nothing at all': new Uint8Array(0),
      'without its last chunk': await concat(chunks.slice(0, -1)),
      'the first chunk alone': first,
      'the last chunk alone': last,
      'without one in the middle': await concat([first, ...chunks.slice(2)]),
      'two in each other’s place': await concat([second, first, ...chunks.slice(2)]),
      'one twice': await concat([first, first, ...chunks.slice(1)]),
      'one instead of another': await concat([first, first, ...chunks.slice(2)]),
      'the last one twice': await concat([...chunks, last]),
      'the last one in the middle': await concat([first, second, last, third]),
      'something behind it': await concat([...chunks, new Uint8Array(1)]),
      'a byte less': sealed.subarray(0, -1),
      'a chunk of another file': await concat([first, others[1] as Bytes, ...chunks.slice(2)]),
      'the first bit': damagedAt(0),
      'a bit of the last tag': damagedAt(sealed.length - 1),
      'a bit at the seam': damagedAt(SEALED_CHUNK_BYTES),
    };
    for (const [what, bytes] of Object.entries(tampered)) {
      await expect(open(bytes, key, size), what).rejects.toThrow();
    }
    await expect(open(sealed, (await sealedOf(1)).key, size), 'another key').rejects.toThrow();
    // What was tampered with would be opened if it had not been.
    expect((await open(await concat(chunks), key, size)).size).toBe(size);
  });

  it('is as long as its sender says, to within what was filled up', async () => {
    const { sealed, key } = await sealedOf(300_000);
    for (const size of [0, 200_000, 400_000, 1e15]) {
      await expect(open(sealed, key, size), String(size)).rejects.toThrow('as long');
    }
  });
});

describe('what is filled up', () => {
  it('is little, and leaves few sizes that can be told apart', () => {
    const seen = new Set<number>();
    for (let size = 0; size < 50 * KiB * KiB; size += 4_099) {
      const padded = paddedFileSize(size);
      seen.add(padded);
      expect(padded).toBeGreaterThanOrEqual(size);
      expect(padded).toBeLessThanOrEqual(Math.max(4 * KiB, size * (1 + 1 / 16)));
    }
    expect(seen.size).toBeLessThan(400);
    expect(paddedFileSize(2 ** 33 + 1)).toBe(2 ** 33 + 2 ** 27);
  });
});
