import type { RequestName, RequestOf } from '@parley/protocol/contract';
import type { PeopleRequestName, PeopleRequestOf } from '@parley/protocol/people/peopleContract';
import type { WireSocket } from '../../src/signaling/openSocket.ts';

/** Of either contract: their names differ. */
type AnyName = RequestName | PeopleRequestName;
type AnyRequest<Name extends AnyName> = Name extends RequestName
  ? RequestOf<Name>
  : Name extends PeopleRequestName
    ? PeopleRequestOf<Name>
    : never;

type Sent = {
  name: string;
  data: unknown;
  acknowledge: (answer: unknown) => void;
  wantsAnswer: boolean;
};

/** The socket and the server behind it, as a test wants them. */
export class FakeSocket implements WireSocket {
  connected = false;
  readonly io = { engine: { close: () => this.lose() } };
  /** How often somebody tried to open it. */
  attempts = 0;
  readonly sent: Sent[] = [];
  readonly #listeners = new Map<string, ((...args: unknown[]) => void)[]>();
  readonly #answers = new Map<string, (data: never) => unknown>();

  on(event: string, listener: (...args: unknown[]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  emit(name: string, data: unknown, asked?: (answer: unknown) => void): void {
    const acknowledge = asked ?? (() => {});
    this.sent.push({ name, data, acknowledge, wantsAnswer: asked !== undefined });
    const answer = this.#answers.get(name);
    if (answer) queueMicrotask(() => acknowledge(answer(data as never)));
  }

  connect(): void {
    this.attempts += 1;
  }

  disconnect(): void {
    if (this.connected) this.lose();
  }

  /** The server answers each request of that name so. */
  answers<Name extends AnyName>(name: Name, answer: (data: AnyRequest<Name>) => unknown): void {
    this.#answers.set(name, answer);
  }

  /** The test itself answers: `last(name).acknowledge(…)`. */
  keepsSilentAbout(name: AnyName): void {
    this.#answers.delete(name);
  }

  open(): void {
    this.connected = true;
    this.receive('connect');
  }

  lose(): void {
    this.connected = false;
    this.receive('disconnect', 'transport close');
  }

  failAttempt(data?: unknown): void {
    this.receive(
      'connect_error',
      Object.assign(new Error('refused'), data === undefined ? {} : { data }),
    );
  }

  receive(event: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...args);
  }

  /** The names of what was sent, in order. */
  get names(): string[] {
    return this.sent.map(({ name }) => name);
  }

  last(name: AnyName): Sent {
    const found = this.sent.findLast((one) => one.name === name);
    if (!found) throw new Error(`${name} was not sent`);
    return found;
  }
}

export const ok = (data: unknown): unknown => ({ ok: true, data });
export const refused = (code: string, details?: Record<string, unknown>): unknown => ({
  ok: false,
  error: { code, message: code, ...(details ? { details } : {}) },
});
