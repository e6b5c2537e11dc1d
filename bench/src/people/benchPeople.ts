import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PEOPLE_NAMESPACE } from '@parley/protocol/people/peopleContract';
import type { Effort } from '../Effort.ts';
import { inGroups } from '../load/inGroups.ts';
import { WireClient } from '../load/WireClient.ts';
import { barPlots } from '../report/barPlots.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import { IdlePeers } from '../signaling/IdlePeers.ts';
import { startServer } from '../startServer.ts';
import { finding } from './finding.ts';
import { history } from './history.ts';
import { presence } from './presence.ts';
import { ARCHIVE, seed, type Town } from './seed.ts';

const ABOUT = [
  'A server on SQLite whose tables were filled before it started. Everything is asked over the wire, one after the ' +
    'other; the baseline is the least that has to be done for it.',
];

const FULL: Town = { people: 10_000, messages: 1_000_000, contacts: 300 };
const SMALL: Town = { people: 500, messages: 5_000, contacts: 40 };
const AT_ONCE = 20;

/** Whether a phone book and a chat of years are as quick as new ones. */
export async function benchPeople({ runs = 3, isSmall }: Effort): Promise<void> {
  const town = isSmall ? SMALL : FULL;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    measured.push(await measureTown(town));
  }
  const { people, messages } = town;
  await publish({
    name: 'people',
    title: 'A large phone book and long chats',
    about: ABOUT,
    tables: [comparison(`${people} people, ${messages} messages`, gathered(measured))],
    plots: barPlots(gathered(measured)),
    measured: { runs, town, measured },
  });
}

async function measureTown(town: Town): Promise<Figure[]> {
  const server = await startServer();
  try {
    // Its first start has made the tables; the second one shows what their contents cost.
    const emptyMs = await restarted(server, () => {});
    let tokens: string[] = [];
    const path = join(server.dataDir, 'parley.db');
    const fullMs = await restarted(server, () => {
      const database = new DatabaseSync(path);
      tokens = seed(database, town);
      database.close();
    });
    const database = new DatabaseSync(path, { readOnly: true });
    const people = `${server.url}${PEOPLE_NAMESPACE}`;
    const sockets = await inGroups(tokens, AT_ONCE, (token) => WireClient.open(people, { token }));
    const helloMs = await inGroups(sockets, 1, async (socket) => {
      const askedAt = performance.now();
      await socket.ask('people:hello', {});
      return performance.now() - askedAt;
    });
    const [person, ...contacts] = sockets;
    if (!person) throw new Error('nobody is signed in');
    const peers = new IdlePeers(server.url);
    const reader = await peers.join(ARCHIVE);
    const figures: Figure[] = [
      {
        what: 'start of the server',
        unit: 'ms',
        values: [fullMs],
        baseline: { name: 'the same with empty tables', values: [emptyMs] },
      },
      {
        what: `opening a phone book of ${town.contacts} contacts`,
        unit: 'ms',
        values: helloMs.slice(0, 1),
        baseline: { name: 'opening one of one contact', values: helloMs.slice(1) },
      },
      ...(await finding(contacts, database)),
      ...(await presence(person, contacts)),
      ...(await history(reader, database, Math.floor(town.messages / 2))),
    ];
    database.close();
    peers.close();
    for (const socket of sockets) socket.close();
    return figures;
  } finally {
    await server.stop();
  }
}

async function restarted(
  server: { end(): Promise<void>; start(): Promise<void> },
  meanwhile: () => void,
): Promise<number> {
  await server.end();
  meanwhile();
  const startedAt = performance.now();
  await server.start();
  return performance.now() - startedAt;
}
