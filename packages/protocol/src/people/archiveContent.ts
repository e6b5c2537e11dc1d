import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { MessageId, Timestamp } from '../ids.ts';
import { DirectFile } from './directFile.ts';
import { PEOPLE_LIMITS } from './limits.ts';
import { DeviceKey } from './messages.ts';

/** A message as one device hands it to another of the same person; the server never sees it. */
export const ArchivedMessage = z.strictObject({
  messageId: MessageId,
  /** The other one of the conversation. */
  accountId: AccountId,
  isOwn: z.boolean(),
  /** The device that wrote it. */
  senderKey: DeviceKey,
  /** Empty for a file that was sent without a word. Code points come in up to two UTF-16 units. */
  text: z.string().check(z.maxLength(PEOPLE_LIMITS.directTextLength * 2)),
  file: z.optional(DirectFile),
  sentAt: Timestamp,
  /** Between two whole ones when it went straight. */
  position: z.number().check(z.nonnegative()),
  mark: z.enum(['sent', 'delivered', 'read']),
});
export type ArchivedMessage = z.infer<typeof ArchivedMessage>;

/** All that is in an archive. */
export const ArchiveContent = z.array(ArchivedMessage);
