import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';

type Input = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>;

/**
 * Asks for something that nobody else may see, without showing it. In a pipe it is the first line: an argument
 * would be seen by everybody on this machine.
 *
 * @param question such as `Password: `, for whoever sits at a terminal
 */
export async function askSecret(
  question: string,
  input: Input,
  prompt: NodeJS.WritableStream,
): Promise<string> {
  const isTerminal = input.isTTY === true;
  if (isTerminal) prompt.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTerminal) prompt.write('\n');
  }
}
