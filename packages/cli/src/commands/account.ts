import { ApiClient } from '@parley/client/api/ApiClient';
import { ParleyError } from '@parley/protocol/errors';
import { askSecret } from '../account/askSecret.ts';
import type { Command } from '../Command.ts';

export const signIn: Command = {
  name: 'sign-in',
  args: ['name'],
  summary: 'Sign in with an account. The password is asked for, or the first line of a pipe.',
  async run({ server, sessions, args: [name = ''], answer }) {
    const password = await askSecret('Password: ', process.stdin, process.stderr);
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
