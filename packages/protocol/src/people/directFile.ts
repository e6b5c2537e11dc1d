import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { base64url } from '../base64url.ts';
import { FileId, FileName, FileSize, MediaType } from '../file.ts';
import { LIMITS } from '../limits.ts';

const KEY_LENGTH = 43;

/** A file as a sealed message has it: where it lies, what opens it, and what it is once it is open. */
export const DirectFile = z.strictObject({
  fileId: FileId,
  /** Of AES-256-GCM, for this file alone. */
  key: base64url(KEY_LENGTH, KEY_LENGTH),
  name: FileName,
  /** In bytes, without what it was filled up with. */
  size: z.number().check(z.int(), z.nonnegative(), z.lte(LIMITS.fileBytes)),
  /** What its sender takes it for: nobody has checked. */
  mediaType: MediaType,
});
export type DirectFile = z.infer<typeof DirectFile>;

/** A file is going to be sent to somebody. */
export const DirectFileOffer = z.strictObject({
  /** To whom it is going to be sent. */
  accountId: AccountId,
  /** Sealed. */
  size: FileSize,
});
