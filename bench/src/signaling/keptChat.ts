import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inGroups } from '../load/inGroups.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import type { Figure } from '../report/comparison.ts';
import { IdlePeers } from './IdlePeers.ts';

const ROOM_OF = 10;
/** A socket may spend 200 points in ten seconds; a message costs three. */
const MESSAGES_EACH = 50;
const TEXT = 'A message of ordinary length, as people write them while others talk.';

/** So many people write as fast as they are answered; an answer means that it is on disk and was posted. */
export async function keptChat(people: number): Promise<Figure[]> {
  const parley = await inRooms(people);
  const bare = await bareDatabase(people * MESSAGES_EACH);
  return [
    {
      what: `chat messages kept, ${people} people in rooms of ${ROOM_OF}`,
      unit: 'per second',
      values: [parley.perSecond],
      baseline: { name: 'bare SQLite, a transaction for each, in this process', values: [bare] },
    },
    {
      what: 'a chat message, sent to confirmed, while all others write too',
      unit: 'ms',
      values: parley.confirmedMs,
    },
  ];
}

async function inRooms(people: number): Promise<{ perSecond: number; confirmedMs: number[] }> {
  const sfu = new ParleySfu();
  await sfu.start();
  const rooms = new IdlePeers(sfu.url);
  const places = Array.from({ length: people }, (_, index) => `room-${Math.floor(index / ROOM_OF)}`);
  await inGroups(places, ROOM_OF, (room) => rooms.join(room));
  const confirmedMs: number[] = [];
  const begunAt = performance.now();
  await Promise.all(
    rooms.peers.map(async (peer) => {
      for (let count = 0; count < MESSAGES_EACH; count += 1) {
        const sentAt = performance.now();
        await peer.request('chat:send', { messageId: randomUUID(), text: TEXT });
        confirmedMs.push(performance.now() - sentAt);
      }
    }),
  );
  const seconds = (performance.now() - begunAt) / 1_000;
  rooms.close();
  await sfu.stop();
  return { perSecond: confirmedMs.length / seconds, confirmedMs };
}

/** As Parley opens SQLite, and with as much in a row; nothing is asked or told. @returns messages per second */
async function bareDatabase(count: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const database = new DatabaseSync(join(folder, 'chat.sqlite'));
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table messages (room text, position integer, message_id text, name text, text text, sent_at integer,
      primary key (room, position), unique (room, message_id))`);
  const insert = database.prepare('insert into messages values (?, ?, ?, ?, ?, ?)');
  const begunAt = performance.now();
  for (let position = 1; position <= count; position += 1) {
    insert.run('room', position, randomUUID(), 'Peer', TEXT, Date.now());
  }
  const seconds = (performance.now() - begunAt) / 1_000;
  database.close();
  await rm(folder, { recursive: true });
  return count / seconds;
}
