import { randomBytes } from 'node:crypto';
import type { Database } from './Database.ts';

const SECRET_BYTES = 32;

/** What this deployment alone knows: keys with which it signs what it hands out. */
export type SecretRepository = {
  /** Made when it is first asked for; from then on the same for every process and after every restart. */
  get(name: string): Promise<Buffer>;
};

export function createSecretRepository(db: Database): SecretRepository {
  return {
    async get(name) {
      await db
        .insertInto('secrets')
        .values({ name, value: randomBytes(SECRET_BYTES).toString('base64url') })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const { value } = await db
        .selectFrom('secrets')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return Buffer.from(value, 'base64url');
    },
  };
}
