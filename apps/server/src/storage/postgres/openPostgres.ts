import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import type { BaseLogger } from 'pino';
import type { OpenedDatabase } from '../OpenedDatabase.ts';
import { StorageError } from '../StorageError.ts';

const CONNECT_TIMEOUT_MS = 5000;
const QUERY_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 10;

/**
 * A pool of connections to Postgres. What was acknowledged is as durable as the server's own
 * `synchronous_commit` makes it; Postgres's default survives a crash and a power failure.
 *
 * @throws {StorageError} when the URL is none
 */
export function openPostgres(databaseUrl: string, log: BaseLogger): OpenedDatabase {
  const label = withoutPassword(databaseUrl);
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'parley',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // A connection that breaks while it rests in the pool has nobody to tell; the next query opens
  // a new one. Without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error, database: label }, 'Database connection lost'));
  return {
    dialect: new PostgresDialect({
      pool: {
        options: pool.options,
        connect: async () => withoutDoubt(await pool.connect()),
        end: () => pool.end(),
      },
    }),
    label,
    explain: (error) =>
      new StorageError(`The database ${label} cannot be used: ${reason(error)}`, { cause: error }),
  };
}

/**
 * A connection that is thrown away once a query of it ended without the server's word, as when it was
 * given up: that query may still be under way and would be answered to whoever uses the connection next,
 * or have begun a transaction that nobody ends.
 */
function withoutDoubt(client: PoolClient): PostgresPoolClient {
  let isInDoubt = false;
  // A connection in use that breaks between two queries: without a listener that would end the process.
  const broke = () => {
    isInDoubt = true;
  };
  client.on('error', broke);
  const query = async (sql: string, parameters: readonly unknown[]) => {
    if (isInDoubt) throw new Error('The connection was given up.');
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      isInDoubt ||= !(error instanceof DatabaseError);
      throw error;
    }
  };
  return {
    // The other form of `query` is for cursors, which are not used here.
    query: query as unknown as PostgresPoolClient['query'],
    release(destroy) {
      client.release(destroy === true || isInDoubt);
      client.off('error', broke);
    },
  };
}

/** Our int8 columns are counters and epoch ms, both far below 2^53: numbers, as SQLite gives them. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === types.builtins.INT8 && format !== 'binary'
    ? Number
    : types.getTypeParser(oid, format as 'text');

function withoutPassword(databaseUrl: string): string {
  let url: URL;
  try {
    url = new URL(databaseUrl);
  } catch (error) {
    throw new StorageError('DATABASE_URL is not a URL such as postgres://user@host:5432/name.', {
      cause: error,
    });
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw new StorageError(`DATABASE_URL must begin with postgres://, not ${url.protocol}//.`);
  }
  url.password = '';
  return `${url.protocol}//${url.username && `${url.username}@`}${url.host}${url.pathname}`;
}

/** An AggregateError (several addresses tried) has no message of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
