import { emitKeypressEvents, type Key } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import type { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { selectPeers } from '@parley/client/session/store/selectors';
import { openFileToSend, typedPath } from '../openFileToSend.ts';
import { plainText } from '../plainText.ts';
import { chatNews, messageNews, toLine } from './chatNews.ts';
import { drawChat } from './drawChat.ts';

const ESC = '\u001b[';
/** Another page of the terminal, so that what was there before is there again afterwards (xterm). */
const ENTER = `${ESC}?1049h`;
const LEAVE = `${ESC}?1049l`;
const HOME_AND_CLEAR = `${ESC}H${ESC}2J`;
const KEPT_LINES = 1_000;
const SEND = /^\/send\s+(.+)$/;

/** A room in a terminal: members, messages and the line that is typed. */
export class TerminalChat {
  readonly #session: CallSession;
  readonly #server: string;
  readonly #input: ReadStream;
  readonly #output: WriteStream;
  readonly #lines: string[] = [];
  #typed = '';

  /** @param server its origin */
  constructor(session: CallSession, server: string, input: ReadStream, output: WriteStream) {
    this.#session = session;
    this.#server = server;
    this.#input = input;
    this.#output = output;
  }

  /** Resolves when the person leaves or the call ends. */
  async run(): Promise<void> {
    const { promise: isOver, resolve } = Promise.withResolvers<void>();
    const { store } = this.#session;
    for (const message of store.getState().chat.messages) {
      this.#lines.push(toLine(messageNews(message, this.#server)));
    }
    const unsubscribe = store.subscribe((now, before) => {
      this.#tell(before, now);
      if (now.phase === 'left') resolve();
    });
    const draw = () => this.#draw();
    const onKey = (character: string | undefined, key: Key) => {
      if (key.ctrl && (key.name === 'c' || key.name === 'd')) resolve();
      else this.#press(character, key);
    };
    emitKeypressEvents(this.#input);
    this.#input.setRawMode(true);
    this.#input.on('keypress', onKey).resume();
    this.#output.on('resize', draw).write(ENTER);
    draw();
    try {
      await isOver;
    } finally {
      unsubscribe();
      this.#input.off('keypress', onKey).pause();
      this.#input.setRawMode(false);
      this.#output.off('resize', draw).write(LEAVE);
    }
  }

  #press(character: string | undefined, key: Key): void {
    if (key.name === 'return' || key.name === 'enter') {
      const typed = this.#typed.trim();
      this.#typed = '';
      this.#enter(typed);
    } else if (key.name === 'backspace') {
      this.#typed = [...this.#typed].slice(0, -1).join('');
    } else if (key.ctrl && key.name === 'u') {
      this.#typed = '';
    } else if (character !== undefined && !key.ctrl && !/\p{Cc}/u.test(character)) {
      this.#typed += character;
    }
    this.#draw();
  }

  #enter(typed: string): void {
    const path = SEND.exec(typed)?.[1];
    if (path !== undefined) void this.#sendFile(typedPath(path));
    else if (typed !== '') this.#session.sendChat(typed);
  }

  async #sendFile(path: string): Promise<void> {
    try {
      this.#session.sendFile(await openFileToSend(path));
    } catch (error) {
      this.#show(`! ${(error as Error).message}`);
    }
  }

  #tell(before: CallState, now: CallState): void {
    const failed = now.chat.unsent.flatMap(({ messageId, error, text, file }) => {
      const was = before.chat.unsent.find((message) => message.messageId === messageId);
      if (error === null || was?.error !== null) return [];
      return `! not sent: ${file ? `${file.name}: ${error.message}` : text}`;
    });
    this.#show(...failed, ...chatNews(before, now, this.#server).map(toLine));
  }

  #show(...lines: string[]): void {
    this.#lines.push(...lines.map(plainText));
    this.#lines.splice(0, Math.max(0, this.#lines.length - KEPT_LINES));
    this.#draw();
  }

  #draw(): void {
    const state = this.#session.store.getState();
    const { columns: width, rows: height } = this.#output;
    const members = selectPeers(state).map(({ peerId, name }) =>
      peerId === state.selfId ? `${name} (you)` : name,
    );
    const screen = drawChat({
      room: state.room,
      members,
      lines: this.#lines,
      typed: this.#typed,
      width,
      height,
    });
    this.#output.write(HOME_AND_CLEAR + screen.join('\r\n'));
  }
}
