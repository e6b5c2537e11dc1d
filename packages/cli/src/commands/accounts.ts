import type { ApiClient } from '@parley/client/api/ApiClient';
import type { ManagedAccount } from '@parley/protocol/api/operators';
import { ParleyError } from '@parley/protocol/errors';
import type { Command } from '../Command.ts';
import { table } from '../table.ts';
import { UsageError } from '../UsageError.ts';

/** The server tells so many at a time. */
const PAGE = 100;

async function readAccounts(api: ApiClient): Promise<ManagedAccount[]> {
  const all: ManagedAccount[] = [];
  let page: ManagedAccount[];
  do {
    const after = all.at(-1)?.name;
    ({ accounts: page } = await api.ask('GET /accounts', {
      query: after === undefined ? {} : { after },
    }));
    all.push(...page);
  } while (page.length === PAGE);
  return all;
}

/** @throws {ParleyError} `not-found` */
async function findAccount(api: ApiClient, name: string): Promise<ManagedAccount> {
  const found = (await readAccounts(api)).find((account) => account.name === name);
  if (found === undefined) throw new ParleyError('not-found', `Nobody signs in as ${name}.`);
  return found;
}

export const accounts: Command = {
  name: 'accounts',
  args: [],
  summary: 'The people with an account, for operators.',
  async run({ api, answer }) {
    const all = await readAccounts(api);
    const rows = all.map(({ name, displayName, isOperator, suspendedAt }) => [
      name,
      displayName,
      isOperator ? 'operator' : '',
      suspendedAt === null ? '' : 'suspended',
    ]);
    answer({ accounts: all }, rows.length === 0 ? 'Nobody has an account.' : table(rows));
    return undefined;
  },
};

export const accountReset: Command = {
  name: 'account reset',
  args: ['name'],
  summary: 'A code with which somebody who forgot the password sets another one.',
  async run({ api, args: [name = ''], answer }) {
    const { accountId } = await findAccount(api, name);
    const reply = await api.ask('POST /accounts/:accountId/reset-code', { params: { accountId } });
    answer(reply, reply.code);
    return undefined;
  },
};

export const accountOperator: Command = {
  name: 'account operator',
  args: ['name', 'on|off'],
  summary: 'Make somebody an operator, or no longer.',
  async run({ api, args: [name = '', typed], answer }) {
    if (typed !== 'on' && typed !== 'off') throw new UsageError('Say on or off.');
    const { accountId } = await findAccount(api, name);
    const account = await api.ask('PUT /accounts/:accountId/operator', {
      params: { accountId },
      body: { isOperator: typed === 'on' },
    });
    answer(account, `${name} is ${account.isOperator ? 'an operator' : 'no operator'}.`);
    return undefined;
  },
};

function setSuspended(isSuspended: boolean): Command['run'] {
  return async ({ api, args: [name = ''], answer }) => {
    const { accountId } = await findAccount(api, name);
    const account = await api.ask('PUT /accounts/:accountId/suspension', {
      params: { accountId },
      body: { isSuspended },
    });
    answer(account, `The account ${name} is ${isSuspended ? 'suspended' : 'restored'}.`);
    return undefined;
  };
}

export const accountSuspend: Command = {
  name: 'account suspend',
  args: ['name'],
  summary: 'Let nobody in with an account, and nobody find it, until it is restored.',
  run: setSuspended(true),
};

export const accountRestore: Command = {
  name: 'account restore',
  args: ['name'],
  summary: 'End the suspension of an account; nothing of it is lost.',
  run: setSuspended(false),
};

export const accountRemove: Command = {
  name: 'account remove',
  args: ['name'],
  summary: 'Delete somebody’s account and all that belongs to it.',
  async run({ api, args: [name = ''], answer }) {
    const { accountId } = await findAccount(api, name);
    await api.ask('DELETE /accounts/:accountId', { params: { accountId } });
    answer({ accountId }, `The account ${name} is deleted.`);
    return undefined;
  },
};

export const invite: Command = {
  name: 'invite',
  args: [],
  summary: 'A code with which one person can make an account.',
  options: {
    note: { type: 'string', value: 'Ada', help: 'for whom, for your own list' },
    days: { type: 'string', value: '14', help: 'how long it is good' },
  },
  async run({ api, answer, text }) {
    const [note, days] = [text('note'), text('days')];
    if (days !== undefined && !/^\d{1,3}$/.test(days)) {
      throw new UsageError(`"${days}" is no number of days.`);
    }
    const reply = await api.ask('POST /invitations', {
      body: {
        ...(note === undefined ? {} : { note }),
        ...(days === undefined ? {} : { forDays: Number(days) }),
      },
    });
    answer(reply, reply.code);
    return undefined;
  },
};
