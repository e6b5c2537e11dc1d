/** What is sealed at once, in bytes. */
export const FILE_CHUNK_BYTES = 64 * 1024;
/** What sealing adds to each chunk: the tag of AES-GCM, in bytes. */
export const FILE_TAG_BYTES = 16;
/** Files that are smaller look like one of this size, in bytes. */
const LEAST_PADDED = 4 * 1024;

/**
 * How long what is sealed of a file of this size is, filled up as Padmé has it (Nikitin et al., "Reducing Metadata
 * Leakage from Encrypted Files", 2019): by no more than a sixteenth, and so that from outside only the first few
 * digits of its size can be told.
 *
 * @param size in bytes
 */
export function paddedFileSize(size: number): number {
  if (size <= LEAST_PADDED) return LEAST_PADDED;
  const exponent = Math.floor(Math.log2(size));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(size / step) * step;
}

/**
 * The length of a file of this size once it is filled up and sealed.
 *
 * @param size in bytes
 */
export function sealedFileLength(size: number): number {
  const padded = paddedFileSize(size);
  return padded + Math.ceil(padded / FILE_CHUNK_BYTES) * FILE_TAG_BYTES;
}
