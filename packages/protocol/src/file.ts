import * as z from 'zod/mini';
import { OpaqueId, RoomName, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';

/** Random, and made by the server: whoever has it may read the file, and its uploader may bring it once. */
export const FileId = OpaqueId;

/** Controls, half surrogate pairs, marks that turn the direction of text, and what separates folders. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/u;

/** What a file is called, as it is shown and proposed for saving: of one folder, on one line. */
export const FileName = z.string().check(
  z.minLength(1),
  // Code points come in up to two UTF-16 units; this bounds the work of the checks below.
  z.maxLength(LIMITS.fileNameLength * 2),
  z.refine(
    (name) => Array.from(name).length <= LIMITS.fileNameLength,
    `must be at most ${LIMITS.fileNameLength} characters`,
  ),
  z.refine((name) => name.trim() === name && !/^\.{1,2}$/.test(name), 'must be a name'),
  z.refine((name) => !NOT_IN_A_NAME.test(name), 'must be one line without a folder'),
);

/**
 * Brings what a system calls a file into the form of a `FileName`, its ending kept.
 *
 * @returns undefined when nothing usable is left
 */
export function toFileName(given: string): string | undefined {
  const clean = given.replace(new RegExp(NOT_IN_A_NAME, 'gu'), ' ').trim();
  const letters = Array.from(clean);
  const ending = /\.[^.\s]{1,15}$/u.exec(clean)?.[0] ?? '';
  const isTooLong = letters.length > LIMITS.fileNameLength;
  const start = letters.slice(0, LIMITS.fileNameLength - Array.from(ending).length).join('');
  const name = isTooLong ? start.trim() + ending : clean;
  return FileName.safeParse(name).success ? name : undefined;
}

/** In bytes. How much a server takes is its own matter. */
export const FileSize = z.number().check(z.int(), z.positive(), z.lte(LIMITS.fileBytes));

/** `type/subtype` (RFC 6838), without parameters. */
export const MediaType = z
  .string()
  .check(z.maxLength(127), z.regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/));

/** To bring a file into the chat of the room. */
export const FileOfferRequest = z.strictObject({
  name: FileName,
  size: FileSize,
  mediaType: MediaType,
});
export type FileOfferRequest = z.infer<typeof FileOfferRequest>;

/** The id to bring it with. */
export const FileOfferReply = z.strictObject({ fileId: FileId });

/** A file that somebody brought, as far as the server knows it. */
export const OwnFile = z.strictObject({
  fileId: FileId,
  size: FileSize,
  createdAt: Timestamp,
  /** Null for as long as the chat that it is in. */
  expiresAt: z.nullable(Timestamp),
  /** In whose chat it is; null for a sealed one, as the next two. */
  room: z.nullable(RoomName),
  name: z.nullable(FileName),
  mediaType: z.nullable(MediaType),
});
export type OwnFile = z.infer<typeof OwnFile>;

/** A file in the chat of a room. */
export const ChatFile = z.extend(FileOfferRequest, { fileId: FileId });
export type ChatFile = z.infer<typeof ChatFile>;

/** What browsers show in a page and never run. Everything else is only saved. */
const SHOWN_IMAGES: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
];

/** Whether a file of this kind may be shown in a page. */
export function isShownImage(mediaType: string): boolean {
  return SHOWN_IMAGES.includes(mediaType);
}

/** Where a file is brought with `PUT` and read with `GET`, below `API_PREFIX`. */
export function filePath(fileId: string): string {
  return `/files/${fileId}`;
}
