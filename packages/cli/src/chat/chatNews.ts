import type { CallState } from '@parley/client/session/store/CallState';
import { API_PREFIX } from '@parley/protocol/api/prefix';
import type { ChatMessage } from '@parley/protocol/chat';
import { type ChatFile, filePath } from '@parley/protocol/file';
import { plainText } from '../plainText.ts';

/** Something to be told, and how a program is told it. */
export type ChatNews =
  | {
      readonly kind: 'message';
      readonly name: string;
      readonly text: string;
      readonly sentAt: number;
      /** With the address from which anybody can fetch it. */
      readonly file?: (ChatFile & { readonly url: string }) | undefined;
    }
  | { readonly kind: 'joined' | 'left'; readonly name: string }
  | { readonly kind: 'reconnecting' | 'online' };

type Watched = Pick<CallState, 'chat' | 'peers' | 'connection' | 'selfId'>;

/**
 * What happened between two states, in the order in which it is told.
 *
 * @param server its origin
 */
export function chatNews(before: Watched, now: Watched, server: string): ChatNews[] {
  const news: ChatNews[] = [];
  if (before.connection.status !== now.connection.status) {
    const { status } = now.connection;
    if (status === 'reconnecting' || status === 'online') news.push({ kind: status });
  }
  for (const { peerId, name } of Object.values(now.peers)) {
    if (!before.peers[peerId] && peerId !== now.selfId) news.push({ kind: 'joined', name });
  }
  for (const { peerId, name } of Object.values(before.peers)) {
    if (!now.peers[peerId] && peerId !== now.selfId) news.push({ kind: 'left', name });
  }
  const known = before.chat.messages.at(-1)?.position ?? 0;
  for (const message of now.chat.messages) {
    if (message.position > known) news.push(messageNews(message, server));
  }
  return news;
}

/** @param server its origin */
export function messageNews({ name, text, sentAt, file }: ChatMessage, server: string): ChatNews {
  if (file === undefined) return { kind: 'message', name, text, sentAt };
  const url = new URL(API_PREFIX + filePath(file.fileId), server).href;
  return { kind: 'message', name, text, sentAt, file: { ...file, url } };
}

/** In words. */
export function toLine(news: ChatNews): string {
  switch (news.kind) {
    case 'message':
      return [`${plainText(news.name)}:`, plainText(news.text), news.file && fileLine(news.file)]
        .filter((part) => part)
        .join(' ');
    case 'joined':
      return `* ${plainText(news.name)} joined`;
    case 'left':
      return `* ${plainText(news.name)} left`;
    case 'reconnecting':
      return '* connection lost, trying to come back';
    case 'online':
      return '* connected again';
  }
}

/** The address stands alone, so that a terminal makes a link of it and of nothing beside it. */
function fileLine({ name, size, url }: { name: string; size: number; url: string }): string {
  return `[${plainText(name)}, ${size} bytes] ${url}`;
}
