import { CHOSEN_STATUSES, type Me, VISIBILITIES, type Visibility } from '@parley/protocol/people/person';
import type { Command } from '../Command.ts';
import { cardRow } from '../people/cardRow.ts';
import { withPhoneBook } from '../people/openPhoneBook.ts';
import { searchPeople } from '../people/searchPeople.ts';
import { table } from '../table.ts';
import { UsageError } from '../UsageError.ts';

export const people: Command = {
  name: 'people',
  args: ['[words]'],
  summary: 'Find people by the beginnings of their names, and see how they are; else your contacts.',
  async run(context) {
    const [words = ''] = context.args;
    const { people, hasMore } = await withPhoneBook(context, async ({ book }) => {
      if (words.trim() !== '') return searchPeople(book, words);
      return { people: Object.values(book.store.getState().contacts), hasMore: false };
    });
    const list = people.length === 0 ? 'Nobody was found.' : table(people.map(cardRow));
    context.answer(
      { people, hasMore },
      hasMore ? `${list}\nThere are more: say more of the name.` : list,
    );
    return undefined;
  },
};

/** In the words of the command line; the wire keeps the two apart. */
const PRESENCES = [...CHOSEN_STATUSES, 'invisible'] as const;

const VISIBLE_TO: Record<Visibility, string> = {
  everyone: 'everyone sees it',
  contacts: 'your contacts see it',
  nobody: 'nobody sees it: you are invisible',
};

/** @throws {UsageError} */
function oneOf<Word extends string>(
  words: readonly Word[],
  typed: string | undefined,
): Word | undefined {
  const word = words.find((one) => one === typed);
  if (word !== undefined || typed === undefined) return word;
  throw new UsageError(`"${typed}" is none of ${words.join(', ')}.`);
}

export const presence: Command = {
  name: 'presence',
  args: ['[status]'],
  summary: `How you are for others, or be: ${PRESENCES.join(', ')}.`,
  options: {
    'visible-to': { type: 'string', value: 'WHOM', help: VISIBILITIES.join(', ') },
  },
  async run(context) {
    const wanted = oneOf(PRESENCES, context.args[0]);
    const chosen = wanted === 'invisible' ? 'nobody' : undefined;
    const visibility = oneOf(VISIBILITIES, context.text('visible-to')) ?? chosen;
    const me = await withPhoneBook(context, async ({ book, me: before }): Promise<Me> => {
      let { chosenStatus } = before;
      // Whoever hides does so before anything else about them can be seen.
      if (visibility !== undefined) {
        await book.setVisibility({ visibility, showsLastSeen: before.showsLastSeen });
      }
      if (wanted !== undefined && wanted !== 'invisible') {
        await book.setStatus(wanted);
        chosenStatus = wanted;
      }
      return { ...before, chosenStatus, visibility: visibility ?? before.visibility };
    });
    const { chosenStatus, visibility: now } = me;
    context.answer({ chosenStatus, visibility: now }, `${chosenStatus}; ${VISIBLE_TO[now]}.`);
    return undefined;
  },
};
