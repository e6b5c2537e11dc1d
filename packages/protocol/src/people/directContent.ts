import * as z from 'zod/mini';
import { MessageId } from '../ids.ts';
import { DirectFile } from './directFile.ts';
import { PEOPLE_LIMITS } from './limits.ts';

// Code points come in up to two UTF-16 units.
const Text = z.string().check(z.minLength(1), z.maxLength(PEOPLE_LIMITS.directTextLength * 2));

/** What is in a sealed message: devices say it to each other, and the server never sees it. */
export const DirectContent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: Text }),
  z.strictObject({ type: z.literal('file'), file: DirectFile, text: z.optional(Text) }),
  z.strictObject({
    type: z.literal('receipt'),
    mark: z.enum(['delivered', 'read']),
    /** Of the conversation: those that the one who sends this has, or has read. */
    messageIds: z.array(MessageId).check(z.minLength(1), z.maxLength(PEOPLE_LIMITS.receiptMessages)),
  }),
]);
export type DirectContent = z.infer<typeof DirectContent>;
