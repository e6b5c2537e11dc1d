import { createInterface } from 'node:readline';
import type { CallSession } from '@parley/client/session/CallSession';
import { chatNews, toLine } from './chatNews.ts';
import { untilSent } from './untilSent.ts';

type Pipe = {
  /** The server's origin. */
  server: string;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  isJson: boolean;
};

/** A room for programs: a line in is a message, what happens is a line out. Ends with the input. */
export async function pipeChat(
  session: CallSession,
  { server, input, output, isJson }: Pipe,
): Promise<void> {
  const { store } = session;
  const lines = createInterface({ input });
  const unsubscribe = store.subscribe((now, before) => {
    for (const news of chatNews(before, now, server)) {
      output.write(`${isJson ? JSON.stringify(news) : toLine(news)}\n`);
    }
    if (now.phase === 'left') lines.close();
  });
  for await (const line of lines) if (line.trim() !== '') session.sendChat(line);
  await untilSent(session);
  unsubscribe();
}
