/*
 * A server in a process of its own, with a fake SFU, that can be told where to die: a line on stdin such as
 * `messages.send after 2` kills it (SIGKILL) right after the second of those requests to its storage from
 * then on, as a power cut would. Arguments: data directory, port. It says `ready` when it listens, and
 * `armed` when it has been told.
 */
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { createApp } from '../../../../src/app.ts';
import { createFakeMediaServer } from '../../../../src/media/fake/FakeMediaServer.ts';
import { openStorage } from '../../../../src/storage/openStorage.ts';
import { PLAIN_CONFIG } from '../plainConfig.ts';

const [dataDir = '', port = ''] = process.argv.slice(2);
const log = pino({ enabled: false });
const storage = await openStorage({ databaseUrl: undefined, dataDir, log });

let death: { step: string; left: number } | undefined;

function reach(step: string): void {
  if (death?.step !== step) return;
  death.left -= 1;
  if (death.left === 0) process.kill(process.pid, 'SIGKILL');
}

/** The requests of one topic, with a step before and after each. */
function mortal<Requests extends object>(topic: string, requests: Requests): Requests {
  const wrapped = Object.entries(requests).map(([name, request]) => [
    name,
    async (...given: unknown[]) => {
      reach(`${topic}.${name} before`);
      const result: unknown = await request(...given);
      reach(`${topic}.${name} after`);
      return result;
    },
  ]);
  return Object.fromEntries(wrapped) as Requests;
}

const devices = mortal('devices', storage.devices);
const messages = mortal('messages', storage.messages);
const files = mortal('files', storage.files);

const app = await createApp({
  config: { ...PLAIN_CONFIG, port: Number(port), dataDir, directCalls: true },
  media: createFakeMediaServer(),
  storage: { ...storage, devices, messages, files },
  webRoot: dataDir,
  version: '0.0.0-test',
  log,
});
await app.listen();
console.log('ready');

for await (const line of createInterface({ input: process.stdin })) {
  const [request = '', when = '', count = ''] = line.split(' ');
  death = { step: `${request} ${when}`, left: Number(count) };
  console.log('armed');
}
