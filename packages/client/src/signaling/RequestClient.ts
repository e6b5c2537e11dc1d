import { AnyAnswer } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type { NameIn, ReplyIn, RequestIn, RequestTable } from '@parley/protocol/requestTable';
import type { Log } from '../log.ts';
import type { Connection } from './Connection.ts';
import type { WhileOffline } from './whileOffline.ts';

type Setup<Table extends RequestTable> = {
  connection: Connection;
  requests: Table;
  whileOffline: Readonly<Record<NameIn<Table>, WhileOffline>>;
  /** Requests that may be sent on an open connection, before `admit`. */
  needsNoAdmission: (name: NameIn<Table>) => boolean;
  log: Log;
};

type Pending = { lose(): void };

export type RequestOptions = { timeoutMs?: number };

const DEFAULT_TIMEOUT_MS = 10_000;
const LOST = Symbol('the connection was lost before the answer');

/** True for the rejection of a request that had no connection, or lost it before the answer. */
export function isOffline(error: unknown): boolean {
  return error instanceof ParleyError && error.details?.['reason'] === 'offline';
}

/** Asks what a contract offers, over a connection that comes and goes. */
export class RequestClient<Table extends RequestTable> {
  readonly #setup: Setup<Table>;
  readonly #pending = new Set<Pending>();
  readonly #waiting = new Set<() => void>();
  #isAdmitted = false;
  #isClosed = false;

  constructor(setup: Setup<Table>) {
    this.#setup = setup;
    setup.connection.listen({
      opened: () => this.#wake(),
      lost: () => this.#lost(),
      refused: () => this.close(),
    });
  }

  /** What comes first has been done on this connection: all requests may be sent until it is lost. */
  admit(): void {
    this.#isAdmitted = this.#setup.connection.isOpen;
    this.#wake();
  }

  /** No request is sent after this; those under way reject. */
  close(): void {
    this.#isClosed = true;
    this.#lost();
    this.#wake();
  }

  /**
   * @param timeoutMs until the answer, waiting for a connection included
   * @throws ParleyError with the server's code; `timeout` when no answer came in time or (with
   *   `isOffline`) there was no connection; `internal` for an answer that is not of its schema
   */
  async request<Name extends NameIn<Table>>(
    name: Name,
    data: RequestIn<Table, Name>,
    { timeoutMs = DEFAULT_TIMEOUT_MS }: RequestOptions = {},
  ): Promise<ReplyIn<Table, Name>> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      await this.#untilAllowed(name, deadline);
      const answer = await this.#send(name, data, deadline);
      if (answer !== LOST) return this.#checked(name, answer);
      if (this.#isClosed || this.#setup.whileOffline[name] !== 'resend') throw offline(name);
    }
  }

  /**
   * Says what needs no answer, and gets none: the last words of a page that is going away, or what is said
   * so often that answering it would be a good part of its cost. Where it cannot be sent it is dropped.
   */
  tell<Name extends NameIn<Table>>(name: Name, data: RequestIn<Table, Name>): void {
    if (this.#mayBeSent(name)) this.#setup.connection.socket.emit(name, data);
  }

  #mayBeSent(name: NameIn<Table>): boolean {
    const { connection, needsNoAdmission } = this.#setup;
    if (this.#isClosed || !connection.isOpen) return false;
    return this.#isAdmitted || needsNoAdmission(name);
  }

  async #untilAllowed(name: NameIn<Table>, deadline: number): Promise<void> {
    while (!this.#mayBeSent(name)) {
      if (this.#isClosed || this.#setup.whileOffline[name] === 'fail') throw offline(name);
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw offline(name);
      await this.#untilWoken(leftMs);
    }
  }

  #untilWoken(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waiting.add(done);
    });
  }

  #send(name: NameIn<Table>, data: unknown, deadline: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        this.#pending.delete(pending);
      };
      const pending: Pending = {
        lose: () => {
          settle();
          resolve(LOST);
        },
      };
      const timer = setTimeout(
        () => {
          settle();
          reject(new ParleyError('timeout', `The server did not answer ${name} in time.`));
        },
        Math.max(0, deadline - Date.now()),
      );
      this.#pending.add(pending);
      this.#setup.connection.socket.emit(name, data, (answer: unknown) => {
        settle();
        resolve(answer);
      });
    });
  }

  #checked<Name extends NameIn<Table>>(name: Name, raw: unknown): ReplyIn<Table, Name> {
    const answer = AnyAnswer.safeParse(raw);
    if (answer.success && !answer.data.ok) throw ParleyError.fromWire(answer.data.error);
    const reply = answer.success
      ? this.#setup.requests[name]?.reply.safeParse(answer.data.ok ? answer.data.data : undefined)
      : undefined;
    if (!reply?.success) {
      this.#setup.log.error(`the answer to ${name} is not of its form`, { answer: raw, reply });
      throw new ParleyError('internal', `The server's answer to ${name} could not be read.`);
    }
    // The schema is the one of this name; TypeScript cannot follow that through the table.
    return reply.data as ReplyIn<Table, Name>;
  }

  #lost(): void {
    this.#isAdmitted = false;
    for (const pending of [...this.#pending]) pending.lose();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

function offline(name: string): ParleyError {
  return new ParleyError('timeout', `${name} could not be sent: there is no connection.`, {
    reason: 'offline',
  });
}
