import { PeopleLine } from '@parley/client/people/PeopleLine';
import { PeopleSession } from '@parley/client/people/PeopleSession';
import type { PeopleState } from '@parley/client/people/PeopleState';
import type { Me } from '@parley/protocol/people/person';
import type { Context } from '../Command.ts';
import { SILENT } from '../silent.ts';
import { untilReached } from '../untilReached.ts';

/** A phone book that has been read, and whose it is. */
type OpenPhoneBook = { readonly book: PeopleSession; readonly me: Me; close(): void };

/**
 * Opens the phone book of whoever the token belongs to: they are here for others until it is closed.
 *
 * @throws {ParleyError} `timeout` when the server cannot be reached; why it refused otherwise
 */
async function openPhoneBook(url: string, token: string): Promise<OpenPhoneBook> {
  const line = new PeopleLine({ url, token, log: SILENT });
  const book = new PeopleSession({ line, log: SILENT });
  const close = () => {
    book.close();
    line.close();
  };
  try {
    book.open();
    line.open();
    await untilReached(book.store, isSettled);
    const { me, error } = book.store.getState();
    if (error !== null) throw error;
    if (me === null) throw new Error('The phone book is closed.');
    return { book, me, close };
  } catch (error) {
    close();
    throw error;
  }
}

function isSettled({ connection }: PeopleState): boolean {
  return connection === 'online' || connection === 'closed';
}

/**
 * Does something with the phone book of whoever is signed in, and closes it again.
 *
 * @throws {ParleyError} `unauthorized` when nobody is; as `openPhoneBook` does
 */
export async function withPhoneBook<Result>(
  { server, own }: Pick<Context, 'server' | 'own'>,
  task: (open: OpenPhoneBook) => Promise<Result>,
): Promise<Result> {
  const { token } = await own();
  const open = await openPhoneBook(server, token);
  try {
    return await task(open);
  } finally {
    open.close();
  }
}
