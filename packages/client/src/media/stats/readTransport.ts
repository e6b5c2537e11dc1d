import type { Counters } from './Counters.ts';
import type { TransportSample } from './MediaSample.ts';
import type { Stat, StatsTable } from './StatsTable.ts';

/** What is said of the path: the candidate pair that is in use (W3C webrtc-stats, 8.13 and 8.14). */
export function readTransport(
  table: StatsTable,
  counters: Counters,
  state: RTCPeerConnectionState,
  spanMs: number,
): TransportSample {
  const pair = selectedPair(table);
  const local = table.get(pair?.localCandidateId);
  const bitrate = (name: 'bytesSent' | 'bytesReceived') =>
    spanMs > 0 ? ((counters.since(pair, name) ?? 0) * 8_000) / spanMs : 0;
  return {
    state,
    protocol: protocolOf(local),
    isRelayed: local?.candidateType === undefined ? null : local.candidateType === 'relay',
    roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1_000,
    availableOutgoingBitrate: pair?.availableOutgoingBitrate ?? null,
    sentBitrate: bitrate('bytesSent'),
    receivedBitrate: bitrate('bytesReceived'),
  };
}

/** Firefox has no `transport` entry and marks the pair itself. */
function selectedPair(table: StatsTable): Stat | undefined {
  const [transport] = table.all('transport');
  const named = table.get(transport?.selectedCandidatePairId);
  if (named) return named;
  const pairs = table.all('candidate-pair');
  return (
    pairs.find(({ selected }) => selected === true) ??
    pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded')
  );
}

function protocolOf(local: Stat | undefined): TransportSample['protocol'] {
  const protocol = local?.relayProtocol ?? local?.protocol;
  return protocol === 'udp' || protocol === 'tcp' || protocol === 'tls' ? protocol : null;
}
