import { isShownImage } from '@parley/protocol/file';

/** Larger ones come when somebody wants them. */
const PREVIEWED_BYTES = 2 * 1024 * 1024;

/** Whether a file is a picture that is shown by itself. */
export function isPreviewed({ mediaType, size }: { mediaType: string; size: number }): boolean {
  return isShownImage(mediaType) && size <= PREVIEWED_BYTES;
}
