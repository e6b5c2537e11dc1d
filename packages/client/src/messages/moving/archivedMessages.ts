import { ArchiveContent, type ArchivedMessage } from '@parley/protocol/people/archiveContent';
import type { Bytes } from '../crypto/bytes.ts';
import type { StoredMessage } from '../StoredMessage.ts';

/** What another device can do something with: what could be read and has its place. */
export function archivable(messages: readonly StoredMessage[]): ArchivedMessage[] {
  return messages.flatMap((message) => {
    const { messageId, accountId, isOwn, senderKey, text, sentAt, position, mark } = message;
    // What was not sent yet is sent by the device on which it was written.
    if (text === null || position === null || mark === 'waiting') return [];
    const archived = { messageId, accountId, isOwn, senderKey, text, sentAt, position, mark };
    const { file } = message;
    return [file === undefined || file.fileId === null ? archived : { ...archived, file }];
  });
}

/** As gzip (RFC 1952) of JSON. */
export async function pack(messages: readonly ArchivedMessage[]): Promise<Bytes> {
  const json = new Blob([JSON.stringify(messages)]);
  return through(json, new CompressionStream('gzip'));
}

/** @throws {Error} when it is none of a form that this version knows */
export async function unpack(bytes: Bytes): Promise<ArchivedMessage[]> {
  const json = await through(new Blob([bytes]), new DecompressionStream('gzip'));
  return ArchiveContent.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)));
}

async function through(blob: Blob, stream: CompressionStream | DecompressionStream): Promise<Bytes> {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());
}
