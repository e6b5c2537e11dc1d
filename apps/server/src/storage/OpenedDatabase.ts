import type { Dialect } from 'kysely';
import type { StorageError } from './StorageError.ts';

/** What differs between the two kinds of database. */
export type OpenedDatabase = {
  dialect: Dialect;
  /** For people; without a password. */
  label: string;
  /** Turns what the driver says into what helps the person who runs the server. */
  explain(error: unknown): StorageError;
  /** Called when the tables are up to date and people begin to wait for answers. */
  begin?(): void;
  /** What `select 1` does not notice. */
  check?(): Promise<void>;
};
