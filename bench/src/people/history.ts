import type { DatabaseSync } from 'node:sqlite';
import type { WireClient } from '../load/WireClient.ts';
import type { Figure } from '../report/comparison.ts';
import { ARCHIVE } from './seed.ts';

const PAGE = 50;
/** A socket may spend 200 points in ten seconds; a page costs three. */
const PAGES = 25;

/** Pages of the longest chat: the newest, one before the other, and from its depths. */
export async function history(
  peer: WireClient,
  database: DatabaseSync,
  length: number,
): Promise<Figure[]> {
  const page = database.prepare(
    'select * from chat_messages where room = ? and position < ? order by position desc limit ?',
  );
  const figure = async (what: string, positions: readonly number[]): Promise<Figure> => {
    const values: number[] = [];
    const floor: number[] = [];
    for (const before of positions) {
      const askedAt = performance.now();
      const { messages } = await peer.request('chat:history', { before });
      values.push(performance.now() - askedAt);
      if (messages.length !== PAGE) throw new Error(`${messages.length} messages before ${before}`);
      const readAt = performance.now();
      page.all(ARCHIVE, before, PAGE + 1);
      floor.push(performance.now() - readAt);
    }
    return {
      what,
      unit: 'ms',
      values,
      baseline: { name: 'the same rows from bare SQLite, in this process', values: floor },
    };
  };
  const pages = Array.from({ length: PAGES }, (_, index) => index);
  return [
    await figure(
      `a page of ${PAGE} messages, the newest of ${length}`,
      pages.map((index) => length - index * PAGE),
    ),
    await figure(
      `a page of ${PAGE} messages from anywhere among ${length}`,
      pages.map((index) => PAGE + 1 + ((index * 7_919) % (length - PAGE))),
    ),
  ];
}
