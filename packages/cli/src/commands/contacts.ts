import type { PeopleSession } from '@parley/client/people/PeopleSession';
import type { ContactRequest } from '@parley/protocol/people/contacts';
import type { Command } from '../Command.ts';
import { cardRow } from '../people/cardRow.ts';
import { withPhoneBook } from '../people/openPhoneBook.ts';
import { personNamed } from '../people/searchPeople.ts';
import { table } from '../table.ts';

export const contacts: Command = {
  name: 'contacts',
  args: [],
  summary: 'Your contacts and how they are, and who waits for an answer.',
  async run({ own, answer }) {
    const { api } = await own();
    // Over HTTP: whoever looks from a script is not thereby there for others.
    const { phoneBook } = await api.ask('GET /account/export');
    const { contacts, requests, blocked } = phoneBook;
    const rows = [
      ...contacts.map(cardRow),
      ...requests.map(requestRow),
      ...blocked.map(({ name, displayName }) => [name, displayName, 'blocked']),
    ];
    const list = rows.length === 0 ? 'You have no contacts.' : table(rows);
    answer({ contacts, requests, blocked }, list);
    return undefined;
  },
};

function requestRow({ person, direction }: ContactRequest): string[] {
  const { name, displayName } = person;
  return [name, displayName, direction === 'received' ? 'asks to be your contact' : 'was asked'];
}

type Step = {
  verb: string;
  summary: string;
  take(book: PeopleSession, accountId: string): Promise<void>;
  done(name: string): string;
};

/** What one does about one other person, who is named as they sign in. */
function step({ verb, summary, take, done }: Step): Command {
  return {
    name: `contacts ${verb}`,
    args: ['name'],
    summary,
    async run(context) {
      const [name = ''] = context.args;
      const accountId = await withPhoneBook(context, async ({ book }) => {
        const found = await personNamed(book, name);
        await take(book, found);
        return found;
      });
      context.answer({ name, accountId }, done(name));
      return undefined;
    },
  };
}

export const contactSteps: readonly Command[] = [
  step({
    verb: 'request',
    summary: 'Ask somebody to become contacts, by the name they sign in with.',
    take: (book, accountId) => book.ask(accountId),
    done: (name) => `${name} is asked.`,
  }),
  step({
    verb: 'withdraw',
    summary: 'Take that back.',
    take: (book, accountId) => book.withdraw(accountId),
    done: (name) => `${name} is no longer asked.`,
  }),
  step({
    verb: 'accept',
    summary: 'Become contacts with somebody who has asked.',
    take: (book, accountId) => book.accept(accountId),
    done: (name) => `${name} is your contact.`,
  }),
  step({
    verb: 'decline',
    summary: 'Decline; they are not told.',
    take: (book, accountId) => book.decline(accountId),
    done: (name) => `The request of ${name} is declined.`,
  }),
  step({
    verb: 'remove',
    summary: 'Be contacts no longer, for both.',
    take: (book, accountId) => book.removeContact(accountId),
    done: (name) => `${name} is no longer your contact.`,
  }),
  step({
    verb: 'block',
    summary: 'Nothing more gets from them to you; they are not told.',
    take: (book, accountId) => book.block(accountId),
    done: (name) => `${name} is blocked.`,
  }),
  step({
    verb: 'unblock',
    summary: 'Take that back.',
    take: (book, accountId) => book.unblock(accountId),
    done: (name) => `${name} is no longer blocked.`,
  }),
];
