import { createInterface } from 'node:readline';
import type { CallSession } from '@parley/client/session/CallSession';
import { chatNews, toLine } from './chatNews.ts';
import { untilSent } from './untilSent.ts';

type Output = {
  /** The server's origin. */
  server: string;
  output: NodeJS.WritableStream;
  isJson: boolean;
};

/**
 * What happens in the room is a line out, from the moment of joining until the call is over. What was said
 * before is no news.
 *
 * @param session one that has not joined: joining goes on for a while after one is in the room
 */
export function tellNews(
  { store }: Pick<CallSession, 'store'>,
  { server, output, isJson }: Output,
): void {
  store.subscribe((now, before) => {
    if (before.phase !== 'joined' || now.phase !== 'joined') return;
    for (const news of chatNews(before, now, server)) {
      output.write(`${isJson ? JSON.stringify(news) : toLine(news)}\n`);
    }
  });
}

/** A line in is a message. Ends with the input, or with the call. */
export async function sendLines(session: CallSession, input: NodeJS.ReadableStream): Promise<void> {
  const lines = createInterface({ input });
  const unsubscribe = session.store.subscribe(({ phase }) => {
    if (phase === 'left') lines.close();
  });
  for await (const line of lines) if (line.trim() !== '') session.sendChat(line);
  await untilSent(session);
  unsubscribe();
}
