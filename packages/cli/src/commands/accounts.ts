import type { OwnAccount } from '@parley/protocol/account';
import type { Command } from '../Command.ts';
import { table } from '../table.ts';
import { UsageError } from '../UsageError.ts';

/** The server tells so many at a time. */
const PAGE = 100;

export const accounts: Command = {
  name: 'accounts',
  args: [],
  summary: 'The people with an account, for operators.',
  async run({ api, answer }) {
    const all: OwnAccount[] = [];
    let page: OwnAccount[];
    do {
      const after = all.at(-1)?.name;
      ({ accounts: page } = await api.ask('GET /accounts', {
        query: after === undefined ? {} : { after },
      }));
      all.push(...page);
    } while (page.length === PAGE);
    const rows = all.map(({ name, displayName, isOperator }) => [
      name,
      displayName,
      isOperator ? 'operator' : '',
    ]);
    answer({ accounts: all }, rows.length === 0 ? 'Nobody has an account.' : table(rows));
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
