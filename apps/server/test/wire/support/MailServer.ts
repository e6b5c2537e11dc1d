import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

export type Letter = { from: string; to: string[]; text: string };

/** As much of a mail server as it takes to be given mail (RFC 5321), on a free port. */
export class MailServer {
  readonly letters: Letter[] = [];
  readonly url: string;
  /** Refuses every recipient while it is true. */
  isFull = false;

  private constructor(server: Server) {
    this.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** It is stopped when the test is over. */
  static async start(): Promise<MailServer> {
    const lines = new Set<Socket>();
    const server = createServer((line) => {
      lines.add(line);
      line.on('error', () => undefined);
      line.on('close', () => lines.delete(line));
      mailServer.#serve(line);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mailServer = new MailServer(server);
    onTestFinished(async () => {
      for (const line of lines) line.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return mailServer;
  }

  /** The newest letter to somebody, once there are so many. */
  async letterTo(address: string, count = 1): Promise<string> {
    const theirs = () => this.letters.filter(({ to }) => to.includes(address));
    await until(`${count} letters to ${address}`, () => theirs().length >= count);
    return theirs().at(-1)?.text ?? '';
  }

  #serve(line: Socket): void {
    let letter: Letter = { from: '', to: [], text: '' };
    let isData = false;
    let pending = '';
    const say = (text: string) => void line.write(`${text}\r\n`);
    const hear = (text: string) => {
      if (isData) {
        if (text !== '.') {
          letter.text += `${text.replace(/^\./, '')}\n`;
          return;
        }
        isData = false;
        this.letters.push(letter);
        letter = { from: '', to: [], text: '' };
        return say('250 Taken');
      }
      const [, address = ''] = /<([^>]*)>/.exec(text) ?? [];
      const verb = text.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') say('250 mail.test');
      else if (verb === 'MAIL') {
        letter.from = address;
        say('250 OK');
      } else if (verb === 'RCPT') {
        letter.to.push(address);
        say(this.isFull ? '452 The box is full' : '250 OK');
      } else if (verb === 'DATA') {
        isData = true;
        say('354 Go on');
      } else if (verb === 'QUIT') {
        say('221 Goodbye');
        line.end();
      } else say('250 OK');
    };
    line.setEncoding('latin1');
    line.on('data', (chunk: string) => {
      const heard = (pending + chunk).split('\r\n');
      pending = heard.pop() ?? '';
      for (const text of heard) hear(text);
    });
    say('220 mail.test ESMTP');
  }
}
