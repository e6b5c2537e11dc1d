import type { DatabaseSync } from 'node:sqlite';
import { inGroups } from '../load/inGroups.ts';
import type { WireClient } from '../load/WireClient.ts';
import type { Figure } from '../report/comparison.ts';
import { nameOf } from './seed.ts';

const PAGE = 20;
/** A socket may spend 200 points in ten seconds; a search costs three. */
const SEARCHES_EACH = 20;
/** Nobody finds themself: those who search are the first of all. */
const NOT_THEMSELVES = 100;

const KINDS = [
  {
    what: 'the beginning of a name, two letters',
    query: (index: number) => nameOf(index).first.slice(0, 2),
  },
  { what: 'a first name', query: (index: number) => nameOf(index).first },
  {
    what: 'first name and the beginning of the last',
    query: (index: number) => `${nameOf(index).first} ${nameOf(index).last.slice(0, 3)}`,
  },
] as const;

/** One search after the other, each for somebody else, by sockets that take turns. */
export async function finding(
  sockets: readonly WireClient[],
  database: DatabaseSync,
): Promise<Figure[]> {
  const [first, second, third] = [sockets.slice(0, 10), sockets.slice(10, 20), sockets.slice(20, 30)];
  const figures: Figure[] = [];
  for (const [index, turn] of [first, second, third].entries()) {
    const kind = KINDS[index];
    if (!kind) continue;
    const values: number[] = [];
    const floor: number[] = [];
    await inGroups(turn, 1, async (socket, at) => {
      for (let count = 0; count < SEARCHES_EACH; count += 1) {
        const query = kind.query(NOT_THEMSELVES + at * SEARCHES_EACH + count);
        const askedAt = performance.now();
        const found = (await socket.ask('people:search', { query })) as { people: unknown[] };
        values.push(performance.now() - askedAt);
        if (found.people.length === 0) throw new Error(`nobody was found by ${query}`);
        floor.push(inSqlite(database, query.split(' ')));
      }
    });
    figures.push({
      what: `a page of ${PAGE} people found by ${kind.what}`,
      unit: 'ms',
      values,
      baseline: { name: 'the same rows from bare SQLite, in this process', values: floor },
    });
  }
  return figures;
}

function inSqlite(database: DatabaseSync, words: readonly string[]): number {
  const statement = database.prepare(
    `select * from people join accounts using (account_id) where ${words
      .map(() => 'account_id in (select account_id from person_words where word >= ? and word < ?)')
      .join(' and ')} order by sort_name, account_id limit ${PAGE + 1}`,
  );
  const askedAt = performance.now();
  statement.all(...words.flatMap((word) => [word, `${word}\u{10ffff}`]));
  return performance.now() - askedAt;
}
