import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ChatMessage } from '@parley/protocol/chat';
import { onTestFinished } from 'vitest';
import type { Place } from './databases.ts';

/** A process that appends messages; see writer.ts. */
export class Writer {
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(place: Place, { room, author, count }: { room: string; author: string; count: number }) {
    const script = new URL('writer.ts', import.meta.url).pathname;
    const args = [script, JSON.stringify(place), room, author, String(count)];
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    onTestFinished(() => {
      this.#child.kill('SIGKILL');
    });
  }

  async ready(): Promise<void> {
    const { value } = await this.#lines.next();
    if (value !== 'ready') throw new Error(`the writer said ${value}`);
  }

  /** The next message that was acknowledged; undefined at the end. */
  async acknowledged(): Promise<ChatMessage | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : (JSON.parse(value) as ChatMessage);
  }

  /** All that were acknowledged until it ended by itself. */
  async rest(): Promise<ChatMessage[]> {
    const messages: ChatMessage[] = [];
    for (let next = await this.acknowledged(); next; next = await this.acknowledged())
      messages.push(next);
    return messages;
  }

  /** @returns what was acknowledged after the last call and before its death */
  async kill(): Promise<ChatMessage[]> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
    return this.rest();
  }
}
