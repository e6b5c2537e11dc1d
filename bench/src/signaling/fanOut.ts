import { Broadcaster } from '../../baseline/Broadcaster.ts';
import { inGroups } from '../load/inGroups.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import type { Figure } from '../report/comparison.ts';
import { IdlePeers } from './IdlePeers.ts';

const AT_ONCE = 20;
const ROUNDS = 30;
const MICROS = 1e6;

type Told = { readonly lastMs: number[]; readonly microsEach: number };

/** One raises and lowers a hand in a room of so many; each time all are told. */
export async function fanOut(count: number): Promise<Figure[]> {
  const everybody = Array.from({ length: count }, (_, index) => index);
  const parley = await inRoom(everybody);
  const bare = await bareBroadcast(everybody);
  const name = 'a bare socket.io server says the same to as many';
  return [
    {
      what: `one event until the last of ${count} has heard it, the listening included`,
      unit: 'ms',
      values: parley.lastMs,
      baseline: { name, values: bare.lastMs },
    },
    {
      what: 'processor time of the server for each who is told',
      unit: 'µs',
      values: [parley.microsEach],
      baseline: { name, values: [bare.microsEach] },
    },
  ];
}

async function inRoom(everybody: readonly number[]): Promise<Told> {
  const sfu = new ParleySfu();
  await sfu.start();
  const crowd = new IdlePeers(sfu.url);
  await inGroups(everybody, AT_ONCE, () => crowd.join('crowd'));
  const [first] = crowd.peers;
  const lastMs: number[] = [];
  const before = await sfu.used();
  for (let round = 0; round < ROUNDS; round += 1) {
    const heard = crowd.peers.map(
      (peer) => new Promise<void>((resolve) => peer.on('hand:changed', () => resolve())),
    );
    const askedAt = performance.now();
    await first?.request('hand:set', { isRaised: round % 2 === 0 });
    await Promise.all(heard);
    lastMs.push(performance.now() - askedAt);
    for (const peer of crowd.peers) peer.off('hand:changed');
  }
  const after = await sfu.used();
  crowd.close();
  await sfu.stop();
  return { lastMs, microsEach: each(after.serverCpuS - before.serverCpuS, everybody.length) };
}

async function bareBroadcast(everybody: readonly number[]): Promise<Told> {
  const server = await Broadcaster.start();
  await inGroups(everybody, AT_ONCE, () => server.open());
  const lastMs: number[] = [];
  const before = await server.used();
  for (let round = 0; round < ROUNDS; round += 1) {
    lastMs.push(await server.say({ peerId: 'EHs7rcZgWsI03AHt', raisedAt: Date.now() }));
  }
  const after = await server.used();
  await server.stop();
  return { lastMs, microsEach: each(after.cpuS - before.cpuS, everybody.length) };
}

function each(cpuS: number, listeners: number): number {
  return (cpuS * MICROS) / (ROUNDS * listeners);
}
