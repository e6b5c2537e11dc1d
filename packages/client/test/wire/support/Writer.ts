import { onTestFinished } from 'vitest';
import { fetchFile } from '../../../src/messages/fetchFile.ts';
import type { MessageStore } from '../../../src/messages/MessageStore.ts';
import { MessagesSession } from '../../../src/messages/MessagesSession.ts';
import { memoryMessageStore } from '../../../src/messages/memoryMessageStore.ts';
import { PeopleLine } from '../../../src/people/PeopleLine.ts';
import { PeopleSession } from '../../../src/people/PeopleSession.ts';
import { recordingLog } from '../../support/recordingLog.ts';

const PASSWORD = 'correct horse battery staple';

/** Somebody with an account, on one device, as a browser would have it. */
export class Writer {
  readonly name: string;
  readonly accountId: string;
  /** What outlives the program. */
  readonly kept: MessageStore;
  readonly line: PeopleLine;
  readonly people: PeopleSession;
  readonly messages: MessagesSession;
  readonly #url: string;
  readonly #token: string;
  readonly #isDirectAllowed: boolean;

  private constructor(
    url: string,
    token: string,
    { accountId, name }: { accountId: string; name: string },
    kept: MessageStore,
    isDirectAllowed: boolean,
  ) {
    this.name = name;
    this.#url = url;
    this.#token = token;
    this.#isDirectAllowed = isDirectAllowed;
    this.accountId = accountId;
    this.kept = kept;
    // That the line is lost over and over is what these tests are about.
    const log = recordingLog();
    this.line = new PeopleLine({ url, token, log });
    this.people = new PeopleSession({ line: this.line, log });
    this.messages = new MessagesSession({
      line: this.line,
      accountId,
      deviceName: 'a test',
      openStore: async () => kept,
      isDirectAllowed,
      log,
    });
    onTestFinished(() => this.stop());
  }

  static async signUp(url: string, name: string, isDirectAllowed = false): Promise<Writer> {
    const person = { name, displayName: name, password: PASSWORD };
    await ask(url, '/accounts', person);
    return Writer.signIn(url, name, { isDirectAllowed });
  }

  /** @param kept of the same device, used before */
  static async signIn(
    url: string,
    name: string,
    { kept = memoryMessageStore(), isDirectAllowed = false } = {},
  ): Promise<Writer> {
    const signedIn = await ask(url, '/session', { name, password: PASSWORD, asToken: true });
    const { account, token } = signedIn as {
      account: { accountId: string; name: string };
      token: string;
    };
    return new Writer(url, token, account, kept, isDirectAllowed);
  }

  /** The same device, started again. */
  restarted(kept: MessageStore = this.kept): Writer {
    return new Writer(this.#url, this.#token, this, kept, this.#isDirectAllowed);
  }

  async start(): Promise<this> {
    this.people.open();
    await this.messages.open();
    this.line.open();
    return this;
  }

  stop(): void {
    this.messages.close();
    this.people.close();
    this.line.close();
  }

  /** The texts of a conversation in their order, with who wrote them and what has become of each. */
  said(accountId: string): string[] {
    const { conversations } = this.messages.store.getState();
    return (conversations[accountId] ?? []).map(
      ({ isOwn, text, mark }) => `${isOwn ? 'I' : 'they'}: ${text} (${mark})`,
    );
  }

  /** The names of the files of a conversation in their order, with who sent them and what has become of each. */
  sentFiles(accountId: string): string[] {
    const { conversations } = this.messages.store.getState();
    return (conversations[accountId] ?? []).flatMap(({ isOwn, file, mark }) =>
      file === undefined ? [] : [`${isOwn ? 'I' : 'they'}: ${file.name} (${mark})`],
    );
  }

  /** The last file of a conversation, opened. */
  async openedFile(accountId: string): Promise<string> {
    const file = this.messages.store.getState().conversations[accountId]?.at(-1)?.file;
    if (file === undefined || file.fileId === null) throw new Error('there is no file');
    return (await fetchFile(this.#url, file)).text();
  }

  /** What the server says that it knows of this person's messages. */
  async knownToServer(): Promise<string[]> {
    const response = await fetch(`${this.#url}/api/v1/account/export`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    const { messages } = (await response.json()) as { messages: { messageId: string }[] };
    return messages.map(({ messageId }) => messageId);
  }

  texts(accountId: string): (string | null)[] {
    const { conversations } = this.messages.store.getState();
    return (conversations[accountId] ?? []).map(({ text }) => text);
  }
}

/** Both are contacts from now on. */
export async function befriend(one: Writer, other: Writer): Promise<void> {
  await one.people.ask(other.accountId);
  await other.people.accept(one.accountId);
}

async function ask(url: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
