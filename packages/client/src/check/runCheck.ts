import type { NetworkPath } from '../media/networkPath.ts';
import { browserMedia } from './browserMedia.ts';
import type { CheckMedia, MadeTrack } from './CheckMedia.ts';
import type { CheckReport, CheckResults, ServerCandidate } from './CheckReport.ts';
import { checkPage } from './checkPage.ts';
import { type CheckPlaceOptions, newCheckPlace } from './checkPlace.ts';
import { checkSignaling } from './checkSignaling.ts';
import { judgeCalm, judgePaths, judgeSound, judgeThroughput, type PathOutcome } from './judge.ts';
import { measureCalm, measureThroughput } from './measureLine.ts';
import type { ProbePlace } from './Probe.ts';
import { ProbePair } from './ProbePair.ts';

export type CheckOptions = CheckPlaceOptions & {
  /** What is known so far, each time more is. */
  readonly onResults: (results: CheckResults) => void;
  readonly media?: CheckMedia | undefined;
};

type Opened = { readonly pair: ProbePair; readonly outcome: PathOutcome };

/**
 * Looks at everything between this browser and the server that a call needs, by making one: two peers
 * in a room of their own, once for each way through the network. Takes about 15 seconds.
 */
export async function runCheck(options: CheckOptions): Promise<CheckReport> {
  const { onResults, media = browserMedia() } = options;
  const place = newCheckPlace(options);
  const checkedAt = Date.now();
  let results: CheckResults = {};
  let server: CheckReport['server'] = { candidates: [], turnUrls: [] };
  const add = (more: CheckResults) => {
    results = { ...results, ...more };
    onResults(results);
  };
  const report = (): CheckReport => ({
    version: 1,
    checkedAt,
    browser: globalThis.navigator?.userAgent ?? '',
    results,
    server,
  });

  add({ page: checkPage() });
  if (results.page?.reason === 'unsupported') return report();
  add({ signaling: await checkSignaling(place) });
  if (results.signaling?.verdict === 'bad') return report();

  const tone = media.tone();
  const pairs: ProbePair[] = [];
  try {
    const opened = await openPaths(place, tone, pairs);
    if (!opened) {
      add({ signaling: { verdict: 'bad', reason: 'refused' } });
      return report();
    }
    server = describeServer(opened.udp.pair);
    add(
      judgePaths({
        udp: opened.udp.outcome,
        tcp: opened.tcp.outcome,
        turn: opened.turn?.outcome,
      }),
    );
    const best = [opened.udp, opened.tcp, opened.turn].find((way) => way && 'connectMs' in way.outcome);
    if (!best) return report();
    for (const pair of pairs) if (pair !== best.pair) pair.leave();
    await measure(best.pair, media, add);
    return report();
  } finally {
    tone.stop();
    for (const pair of pairs) pair.leave();
  }
}

/** All at once: a closed way takes its whole time to be known as closed. Undefined: nobody was let in. */
async function openPaths(
  place: ProbePlace,
  tone: MadeTrack,
  pairs: ProbePair[],
): Promise<{ udp: Opened; tcp: Opened; turn: Opened | undefined } | undefined> {
  const join = async (network: NetworkPath) => {
    const pair = await ProbePair.join(place, network);
    pairs.push(pair);
    return pair;
  };
  const connect = async (pair: ProbePair): Promise<Opened> => ({
    pair,
    outcome: await pair.connect(tone.track),
  });
  try {
    const direct = join('udp');
    const [udp, tcp, turn] = await Promise.all([
      direct.then(connect),
      join('tcp').then(connect),
      direct.then(async ({ sender }) =>
        sender.iceServers.length > 0 ? connect(await join('relay')) : undefined,
      ),
    ]);
    return { udp, tcp, turn };
  } catch (error) {
    place.log.warn('the check was not let in', error);
    return undefined;
  }
}

async function measure(
  pair: ProbePair,
  media: CheckMedia,
  add: (more: CheckResults) => void,
): Promise<void> {
  const heard = pair.arriving('audio');
  const [isHeard, calm] = await Promise.all([heard && media.hearsTone(heard), measureCalm(pair)]);
  add({ sound: judgeSound(isHeard), ...judgeCalm(calm) });
  add(judgeThroughput(await measureThroughput(pair, media)));
}

function describeServer({ sender }: ProbePair): CheckReport['server'] {
  const unique = new Map<string, ServerCandidate>();
  for (const candidate of sender.candidates) {
    unique.set(`${candidate.protocol} ${candidate.address} ${candidate.port}`, candidate);
  }
  return {
    candidates: [...unique.values()],
    turnUrls: sender.iceServers.flatMap(({ urls }) => urls),
  };
}
