/** What a browser says about the way that the packets of a transport take (W3C webrtc-stats). */
export type PathStats = {
  readonly protocol: 'udp' | 'tcp' | undefined;
  readonly isRelayed: boolean;
  /** Of the last connectivity check: here to the server and back; undefined before there was one. */
  readonly roundTripMs: number | undefined;
};

type Numbers = Readonly<Record<string, unknown>>;

/** @returns undefined while no way is chosen */
export function readPathStats(report: RTCStatsReport): PathStats | undefined {
  const pair = chosenPair(report);
  if (!pair) return undefined;
  const local = report.get(String(pair['localCandidateId'])) as Numbers | undefined;
  // A relayed candidate speaks of the way between the relay and the server, which is UDP.
  const protocol = local?.['relayProtocol'] ?? local?.['protocol'];
  const seconds = pair['currentRoundTripTime'];
  return {
    protocol: protocol === undefined ? undefined : protocol === 'udp' ? 'udp' : 'tcp',
    isRelayed: local?.['candidateType'] === 'relay',
    roundTripMs: typeof seconds === 'number' ? seconds * 1_000 : undefined,
  };
}

/** Firefox has no `transport` in its report; there the pair itself says that it is the chosen one. */
function chosenPair(report: RTCStatsReport): Numbers | undefined {
  const all = [...report.values()] as Numbers[];
  const transport = all.find(({ type }) => type === 'transport');
  const named = report.get(String(transport?.['selectedCandidatePairId'])) as Numbers | undefined;
  return (
    named ??
    all.find(
      ({ type, selected, nominated, state }) =>
        type === 'candidate-pair' && (selected === true || (nominated && state === 'succeeded')),
    )
  );
}

/** The sum of a figure over all streams of that type. */
export function sumOf(
  report: RTCStatsReport,
  type: 'inbound-rtp' | 'outbound-rtp',
  figure: string,
): number {
  let sum = 0;
  for (const stats of report.values() as Iterable<Numbers>) {
    const value = stats['type'] === type ? stats[figure] : undefined;
    if (typeof value === 'number') sum += value;
  }
  return sum;
}
