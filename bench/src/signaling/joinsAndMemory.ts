import { Broadcaster } from '../../baseline/Broadcaster.ts';
import { BareSfu, fittingLayer } from '../load/BareSfu.ts';
import { inGroups } from '../load/inGroups.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import type { Usage } from '../load/Sfu.ts';
import type { Figure } from '../report/comparison.ts';
import { IdlePeers } from './IdlePeers.ts';

const AT_ONCE = 20;
const ROOM_OF = 10;
const KIB = 1024;

/** So many peers join rooms of ten and stay, beside the least that must be done for them. */
export async function joinsAndMemory(count: number): Promise<Figure[]> {
  const everybody = Array.from({ length: count }, (_, index) => index);
  const parley = await parleyJoins(everybody);
  const worker = await bareTransports(everybody);
  const sockets = await bareSockets(everybody);
  return [
    {
      what: `joins, ${AT_ONCE} at a time`,
      unit: 'per second',
      values: [parley.perSecond],
      baseline: {
        name: 'a bare worker makes and connects as many pairs of transports',
        values: [worker.perSecond],
      },
    },
    { what: 'a join, asked to answered', unit: 'ms', values: parley.joinMs },
    {
      what: 'memory of an idle peer, Node',
      unit: 'KiB',
      values: [parley.serverBytes / KIB],
      baseline: { name: 'a bare socket.io server with as many sockets', values: [sockets.bytes / KIB] },
    },
    {
      what: 'memory of an idle peer, media worker',
      unit: 'KiB',
      values: [parley.mediaBytes / KIB],
      baseline: { name: 'a bare worker with as many pairs of transports', values: [worker.bytes / KIB] },
    },
  ];
}

async function parleyJoins(everybody: readonly number[]) {
  const sfu = new ParleySfu();
  await sfu.start();
  const peers = new IdlePeers(sfu.url);
  // What is loaded with the first of all is no peer's.
  await peers.join('first');
  const before = await sfu.used();
  const begunAt = performance.now();
  await inGroups(everybody, AT_ONCE, (_, index) => peers.join(`room-${Math.floor(index / ROOM_OF)}`));
  const perSecond = rate(everybody.length, begunAt);
  const grown = growth(before, await sfu.used(), everybody.length);
  const { joinMs } = peers;
  peers.close();
  await sfu.stop();
  return { perSecond, joinMs, ...grown };
}

async function bareTransports(everybody: readonly number[]) {
  const sfu = new BareSfu('bare worker', fittingLayer);
  await sfu.start();
  await sfu.join();
  const before = await sfu.used();
  const begunAt = performance.now();
  await inGroups(everybody, AT_ONCE, () => sfu.join());
  const perSecond = rate(everybody.length, begunAt);
  const { mediaBytes: bytes } = growth(before, await sfu.used(), everybody.length);
  await sfu.stop();
  return { perSecond, bytes };
}

async function bareSockets(everybody: readonly number[]) {
  const server = await Broadcaster.start();
  await server.open();
  const before = await server.used();
  await inGroups(everybody, AT_ONCE, () => server.open());
  const after = await server.used();
  await server.stop();
  return { bytes: (after.memory - before.memory) / everybody.length };
}

function rate(count: number, begunAt: number): number {
  return count / ((performance.now() - begunAt) / 1_000);
}

function growth(before: Usage, after: Usage, count: number) {
  return {
    serverBytes: (after.serverMemory - before.serverMemory) / count,
    mediaBytes: (after.mediaMemory - before.mediaMemory) / count,
  };
}
