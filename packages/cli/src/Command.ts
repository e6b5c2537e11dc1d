import type { ApiClient } from '@parley/client/api/ApiClient';
import type { KeptSession, KeptSessions } from './account/KeptSessions.ts';

/** What `node:util`'s parseArgs takes. */
type Options = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly help: string; readonly value?: string }>
>;

/** Whoever is signed in to the server from this machine. */
export type Own = KeptSession & { readonly api: ApiClient };

/** What a command works with. */
export type Context = {
  readonly server: string;
  /** As the operator or, without ADMIN_TOKEN, as whoever is signed in. */
  readonly api: ApiClient;
  readonly sessions: KeptSessions;
  /**
   * As whoever is signed in.
   *
   * @throws {ParleyError} `unauthorized` when nobody is
   */
  own(): Promise<Own>;
  /** What follows the command's own words, as many as `args` has names. */
  readonly args: readonly string[];
  /** An option that takes a value; undefined when it is not given. */
  text(name: string): string | undefined;
  /** Whether an option without a value is given. */
  flag(name: string): boolean;
  readonly isJson: boolean;
  /** The answer: `data` as JSON with `--json`, else the text for people. */
  answer(data: unknown, text: string): void;
};

export type Command = {
  /** As it is typed: `room close`. */
  readonly name: string;
  /** The names of what follows; one in brackets may be left out. */
  readonly args: readonly string[];
  readonly summary: string;
  readonly options?: Options;
  /** @returns the exit code, when it is not that of success */
  run(context: Context): Promise<number | undefined>;
};
