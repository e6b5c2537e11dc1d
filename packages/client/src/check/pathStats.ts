import { Counters } from '../media/stats/Counters.ts';
import type { TransportSample } from '../media/stats/MediaSample.ts';
import { readTransport } from '../media/stats/readTransport.ts';
import { StatsTable } from '../media/stats/StatsTable.ts';

/** The way that a connection takes, and how long it is. */
export function readPath(
  report: RTCStatsReport,
): Pick<TransportSample, 'protocol' | 'isRelayed' | 'roundTripMs'> {
  return readTransport(new StatsTable(report), new Counters(), 'connected', 0);
}

/** The sum of a total over all streams of that type. */
export function sumOf(
  report: RTCStatsReport,
  type: 'inbound-rtp' | 'outbound-rtp',
  total: 'bytesSent' | 'bytesReceived' | 'packetsLost' | 'packetsReceived',
): number {
  return new StatsTable(report).all(type).reduce((sum, stat) => sum + (stat[total] ?? 0), 0);
}
