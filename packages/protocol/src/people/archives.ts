import * as z from 'zod/mini';
import { base64url } from '../base64url.ts';
import { OpaqueId, Timestamp } from '../ids.ts';
import { PEOPLE_LIMITS } from './limits.ts';

const part = z.number().check(z.int(), z.nonnegative(), z.lt(PEOPLE_LIMITS.archiveParts));

/** How many parts it has. */
const parts = z.number().check(z.int(), z.positive(), z.lte(PEOPLE_LIMITS.archiveParts));

/** What waits for another device of one's own. */
export const Archive = z.strictObject({
  /** Made by the device that sealed it. */
  archiveId: OpaqueId,
  parts,
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type Archive = z.infer<typeof Archive>;

export const ArchivePutRequest = z.strictObject({
  archiveId: OpaqueId,
  parts,
  /** From 0. The first one takes the place of whatever archive there was. */
  part,
  /** Sealed. */
  body: base64url(1, PEOPLE_LIMITS.archivePartLength),
});
export type ArchivePutRequest = z.infer<typeof ArchivePutRequest>;

export const ArchiveFindReply = z.strictObject({
  /** Null while there is none that is whole. */
  archive: z.nullable(Archive),
});

export const ArchiveGetRequest = z.strictObject({ archiveId: OpaqueId, part });
export const ArchiveGetReply = z.strictObject({ body: ArchivePutRequest.shape.body });

export const AboutArchive = z.strictObject({ archiveId: OpaqueId });

const Nothing = z.strictObject({});

/** What was said, from one device of one person to another: sealed, and kept for a while. */
export const archiveRequests = {
  'archive:put': { request: ArchivePutRequest, reply: Nothing },
  'archive:find': { request: Nothing, reply: ArchiveFindReply },
  'archive:get': { request: ArchiveGetRequest, reply: ArchiveGetReply },
  'archive:remove': { request: AboutArchive, reply: Nothing },
} as const;
