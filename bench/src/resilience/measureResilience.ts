import { PlainRoom } from '../../baseline/PlainRoom.ts';
import { type Summary, summarize } from '../statistics.ts';
import { NAMES } from './Contender.ts';
import { changingNetwork, whyNoNetworks } from './networks.ts';
import { Parley } from './Parley.ts';
import { HIDDEN_FAULTS, returningPeer, roomWithoutServer, smallRoom, watchedRoom } from './rooms.ts';
import { type Measured, measureStage, type Stage } from './Stage.ts';
import { countFalseAlarms, type FalseAlarms } from './troubles.ts';

/** In milliseconds. */
export type Result = {
  readonly what: string;
  readonly contender: string;
  readonly runs: number;
  /** Runs in which it was not mended within half a minute. */
  readonly failed: number;
  /** Until the last of all peers hears again. Null when it was never mended. */
  readonly back: Summary | null;
  /** The longest time that any of them heard nothing. */
  readonly silence: Summary | null;
  /** The same for those to whom nothing happened. */
  readonly othersSilence: Summary | null;
  /** The longest that a picture stood still for one of those. */
  readonly othersFrozen: Summary | null;
  /** Until somebody was told; null where nobody looks for it. */
  readonly found: Summary | null;
};

export type Resilience = {
  readonly results: readonly Result[];
  readonly falseAlarms: FalseAlarms;
  /** Why nothing was measured on networks, where nothing was. */
  readonly noNetworks: string | undefined;
};

/**
 * All that can go wrong, so often each. What waits most of its time is measured side by side; what keeps the
 * processors busy by itself, alone.
 *
 * @param quietSeconds how long nothing is broken, to count false alarms
 */
export async function measureResilience(
  runs: number,
  quietSeconds: number,
  tell: (result: Result) => void,
): Promise<Resilience> {
  const results: Result[] = [];
  const note = (measured: Measured) => {
    const result = toResult(measured);
    results.push(result);
    tell(result);
  };
  const oneAfterTheOther = async (...stages: readonly Stage[]) => {
    for (const stage of stages) await measureStage(stage, runs, note);
  };
  const noNetworks = await whyNoNetworks();
  const networks = noNetworks === undefined ? (['parley', 'plain'] as const) : [];
  const { pausedConsumer, pausedProducer, closedTransport } = HIDDEN_FAULTS;
  const [falseAlarms] = await Promise.all([
    countFalseAlarms(quietSeconds),
    oneAfterTheOther(returningPeer(), watchedRoom(pausedConsumer), watchedRoom(closedTransport)),
    oneAfterTheOther(watchedRoom(pausedProducer), smallRoom(new Parley()), smallRoom(new PlainRoom())),
    oneAfterTheOther(...networks.map(changingNetwork)),
  ]);
  for (const peers of [2, 10]) {
    await Promise.all([
      oneAfterTheOther(roomWithoutServer(new Parley(), peers)),
      oneAfterTheOther(roomWithoutServer(new PlainRoom(), peers)),
    ]);
  }
  await oneAfterTheOther(roomWithoutServer(new Parley(), 50), roomWithoutServer(new PlainRoom(), 50));
  return { results: results.sort(byWhatAndContender), falseAlarms, noNetworks };
}

const { compare } = new Intl.Collator('en', { numeric: true });
const CONTENDERS = Object.values(NAMES);

function byWhatAndContender(one: Result, other: Result): number {
  return (
    compare(one.what, other.what) ||
    CONTENDERS.indexOf(one.contender) - CONTENDERS.indexOf(other.contender)
  );
}

function toResult({ name, contender, heard }: Measured): Result {
  const mended = heard.filter((one) => one !== undefined);
  const summary = (values: readonly number[]) => (values.length > 0 ? summarize(values) : null);
  return {
    what: name,
    contender,
    runs: heard.length,
    failed: heard.length - mended.length,
    back: summary(mended.map(({ backMs }) => backMs)),
    silence: summary(mended.map(({ silenceMs }) => silenceMs)),
    othersSilence: summary(mended.map(({ others }) => others.silenceMs)),
    othersFrozen: summary(mended.map(({ others }) => others.frozenMs)),
    found: summary(mended.flatMap(({ foundMs }) => foundMs ?? [])),
  };
}
