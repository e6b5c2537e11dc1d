import { ApiClient } from '@parley/client/api/ApiClient';
import { ParleyError } from '@parley/protocol/errors';
import { askPassword } from '../account/askPassword.ts';
import type { Command } from '../Command.ts';
import { table } from '../table.ts';

export const signIn: Command = {
  name: 'sign-in',
  args: ['name'],
  summary: 'Sign in with an account. The password is asked for, or the first line of a pipe.',
  async run({ server, sessions, args: [name = ''], answer }) {
    const password = await askPassword(process.stdin, process.stderr);
    // Whatever else this machine holds is not this account's.
    const api = new ApiClient({ url: server });
    const { account, token } = await api.ask('POST /session', {
      body: { name, password, asToken: true },
    });
    if (token === undefined) throw new ParleyError('internal', 'The server gave no token.');
    await sessions.keep(server, { name: account.name, displayName: account.displayName, token });
    answer({ account }, `Signed in to ${server} as ${account.displayName} (${account.name}).`);
    return undefined;
  },
};

export const signOut: Command = {
  name: 'sign-out',
  args: [],
  summary: 'Sign out: the session ends, and is forgotten here.',
  async run({ server, sessions, own, answer }) {
    const { api, name } = await own();
    await api.ask('DELETE /session');
    await sessions.forget(server);
    answer({ name }, `${name} is signed out of ${server}.`);
    return undefined;
  },
};

export const whoami: Command = {
  name: 'whoami',
  args: [],
  summary: 'Who is signed in here.',
  async run({ own, answer }) {
    const { api } = await own();
    const account = await api.ask('GET /account');
    answer({ account }, `${account.displayName} (${account.name})`);
    return undefined;
  },
};

export const contacts: Command = {
  name: 'contacts',
  args: [],
  summary: 'Your contacts, and how they are.',
  async run({ own, answer }) {
    const { api } = await own();
    // Over HTTP: whoever looks from a script is not thereby there for others.
    const { phoneBook } = await api.ask('GET /account/export');
    const rows = phoneBook.contacts.map(({ name, displayName, status, lastSeenAt }) => [
      name,
      displayName,
      lastSeenAt === null ? status : `${status}, last seen ${new Date(lastSeenAt).toISOString()}`,
    ]);
    answer({ contacts: phoneBook.contacts }, rows.length === 0 ? 'You have no contacts.' : table(rows));
    return undefined;
  },
};
