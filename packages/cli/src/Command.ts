import type { ApiClient } from '@parley/client/api/ApiClient';

/** What `node:util`'s parseArgs takes. */
type Options = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly help: string; readonly value?: string }>
>;

/** What a command works with. */
export type Context = {
  readonly server: string;
  readonly api: ApiClient;
  /** What follows the command's own words, as many as `args` has names. */
  readonly args: readonly string[];
  /** An option that takes a value; undefined when it is not given. */
  text(name: string): string | undefined;
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
