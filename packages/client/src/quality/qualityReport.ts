import type { MediaSample } from '../media/stats/MediaSample.ts';
import type { CallState } from '../session/store/CallState.ts';

/** What was measured in the last minute, without anybody in it: for a bug report. */
export type QualityReport = {
  readonly version: 1;
  /** `navigator.userAgent`. */
  readonly browser: string;
  readonly mediaPath: CallState['mediaPath'];
  readonly joinTimes: CallState['joinTimes'];
  readonly peerCount: number;
  readonly looks: readonly unknown[];
};

/**
 * Names, ids and addresses stay here. Publications become `microphone-1`, `camera-2`: the number is the
 * place of the person in the order of arrival, and says nothing outside of this report.
 */
export function toQualityReport(
  call: Pick<CallState, 'peers' | 'publications' | 'mediaPath' | 'joinTimes'>,
  samples: readonly MediaSample[],
  browser: string,
): QualityReport {
  const order = Object.values(call.peers)
    .sort((a, b) => a.joinedAt - b.joinedAt)
    .map(({ peerId }) => peerId);
  const labels = new Map(
    Object.values(call.publications).map(({ publicationId, peerId, source }) => [
      publicationId,
      `${source}-${order.indexOf(peerId) + 1}`,
    ]),
  );
  const labelled = <Stream extends { publicationId: string }>({ publicationId, ...rest }: Stream) => ({
    stream: labels.get(publicationId) ?? 'gone',
    ...withoutIds(rest),
  });
  const firstAt = samples[0]?.takenAt ?? 0;
  return {
    version: 1,
    browser,
    mediaPath: call.mediaPath,
    joinTimes: call.joinTimes,
    peerCount: order.length,
    looks: samples.map(({ takenAt, sent, received, ...rest }) => ({
      afterMs: Math.round(takenAt - firstAt),
      ...rest,
      sent: sent.map(labelled),
      received: received.map(labelled),
    })),
  };
}

function withoutIds(stream: object): object {
  return Object.fromEntries(Object.entries(stream).filter(([name]) => !name.endsWith('Id')));
}
