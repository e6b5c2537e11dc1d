/*
 * A process of its own that appends chat messages and says each position once it is acknowledged.
 * Arguments: place (JSON), room, author, how many (0: until it is killed).
 */
import { writeSync } from 'node:fs';
import { pino } from 'pino';
import { openStorage } from '../../../src/storage/openStorage.ts';
import type { Place } from './databases.ts';
import { message } from './message.ts';

const [place = '', room = '', author = '', count = '0'] = process.argv.slice(2);
const storage = await openStorage({ ...(JSON.parse(place) as Place), log: pino({ enabled: false }) });
await storage.rooms.touch(room, Date.now());
writeSync(1, 'ready\n');
for (let number = 1; count === '0' || number <= Number(count); number += 1) {
  const kept = await storage.chat.append(room, message(`${author}-${number}`));
  // Not through a stream: what was said must be out before this process can be killed.
  writeSync(1, `${JSON.stringify(kept.message)}\n`);
}
await storage.close();
