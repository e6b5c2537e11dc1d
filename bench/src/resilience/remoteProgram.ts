/**
 * Somebody in a room, in a process of their own so that it can run inside a network namespace. Says fifty times a
 * second when sound and picture came last and which gaps there were, one JSON object in a line, and leaves
 * when standard input ends.
 *
 * Arguments: the contender, its url, the name.
 */
import { PlainPeer } from '../../baseline/PlainPeer.ts';
import type { Stream } from '../GapLog.ts';
import { ParleyListener } from './ParleyListener.ts';
import type { Perceived, RemoteReport } from './RemoteListener.ts';

const REPORT_MS = 20;

const [contender, url = '', name = ''] = process.argv.slice(2);
const equipment = { isHumming: true, hasCamera: true };

async function open() {
  if (contender === 'plain') return new PlainPeer(url, name, equipment);
  const listener = new ParleyListener(url, name, equipment);
  await listener.join();
  return listener;
}

/** The clock of each process begins when it does; what they share is the one on the wall. */
const toWallTime = (time: number) => performance.timeOrigin + time;

function perceived(stream: Stream): Perceived {
  return {
    lastAt: stream.lastAt === undefined ? null : toWallTime(stream.lastAt),
    gaps: stream.gapsSince(0).map(({ from, to }) => ({ from: toWallTime(from), to: toWallTime(to) })),
  };
}

const listener = await open();
setInterval(() => {
  const report: RemoteReport = { heard: perceived(listener.heard), seen: perceived(listener.seen) };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}, REPORT_MS);
process.stdin.on('end', () => void listener.leave().finally(() => process.exit(0))).resume();
