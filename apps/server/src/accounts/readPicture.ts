import type { Picture as WirePicture } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { Picture } from '../storage/AccountRepository.ts';

type MediaType = WirePicture['mediaType'];

/** How files of each kind begin. */
const IS_KIND: Readonly<Record<MediaType, (data: Buffer) => boolean>> = {
  // RIFF, four bytes of length, WEBP (RFC 9649)
  'image/webp': (data) =>
    data.toString('latin1', 0, 4) === 'RIFF' && data.toString('latin1', 8, 12) === 'WEBP',
  // Start of image, and the first byte of the marker after it (ITU-T T.81, annex B)
  'image/jpeg': (data) => data.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  // The signature (RFC 2083, 12.11)
  'image/png': (data) =>
    data.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
};

/**
 * What everybody's browser will be told is a picture of this kind has to begin like one.
 *
 * @throws {ParleyError} `bad-request`
 */
export function readPicture({ mediaType, data }: WirePicture): Picture {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > LIMITS.pictureBytes || !IS_KIND[mediaType](bytes)) {
    throw new ParleyError(
      'bad-request',
      `A picture is a WebP, JPEG or PNG file of ${LIMITS.pictureBytes / 1024} KiB at most.`,
    );
  }
  return { mediaType, data: bytes };
}
