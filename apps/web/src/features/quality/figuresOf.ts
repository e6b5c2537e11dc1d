import type { MediaSample, ReceivedSample, SentSample } from '@parley/client/media/stats/MediaSample';

type Stream = SentSample | ReceivedSample;

/** One measured thing over the last minute, the newest last; null where nothing was measured. */
export type Curve = readonly (number | null)[];

export type Figures = {
  /** 0 to 1, of all streams of this person. */
  readonly loss: Curve;
  readonly roundTripMs: Curve;
  readonly jitterMs: Curve;
  /** In bit/s. */
  readonly audio: Curve;
  readonly video: Curve;
  /** 0 to 1; null for what is sent. */
  readonly concealed: Curve;
  /** In the last minute. */
  readonly freezes: number;
  readonly picture: { width: number; height: number; framesPerSecond: number } | null;
  readonly codecs: readonly string[];
  /** The encoder of this machine cannot keep up. */
  readonly isProcessorBusy: boolean;
};

/** What is measured of one person: of oneself what is sent, of others what is received. */
export function figuresOf(
  samples: readonly MediaSample[],
  publicationIds: ReadonlySet<string>,
  isSelf: boolean,
): Figures {
  const looks = samples.map((sample) => ({
    transport: sample.direct ?? (isSelf ? sample.send : sample.receive),
    streams: (isSelf ? sample.sent : sample.received).filter(({ publicationId }) =>
      publicationIds.has(publicationId),
    ),
  }));
  const curve = (read: (stream: Stream) => number | null, join: (values: number[]) => number): Curve =>
    looks.map(({ streams }) => {
      const values = streams.map(read).filter((value) => value !== null);
      return values.length > 0 ? join(values) : null;
    });
  const highest = (values: number[]) => Math.max(...values);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const bitrateOf = (kind: 'audio' | 'video') =>
    curve((stream) => (stream.kind === kind ? stream.bitrate : null), sum);
  const now = looks.at(-1)?.streams ?? [];
  const picture = now.find(({ width }) => width !== null);
  return {
    loss: curve(({ loss }) => loss, highest),
    roundTripMs: looks.map(({ transport }) => transport?.roundTripMs ?? null),
    jitterMs: curve(({ jitterMs }) => jitterMs, highest),
    audio: bitrateOf('audio'),
    video: bitrateOf('video'),
    concealed: curve((stream) => ('concealed' in stream ? stream.concealed : null), highest),
    freezes: sum(
      looks.flatMap(({ streams }) =>
        streams.map((stream) => ('freezes' in stream ? (stream.freezes ?? 0) : 0)),
      ),
    ),
    picture:
      picture?.width && picture.height
        ? {
            width: picture.width,
            height: picture.height,
            framesPerSecond: Math.round(picture.framesPerSecond ?? 0),
          }
        : null,
    codecs: [...new Set(now.flatMap(({ codec }) => codec ?? []))],
    isProcessorBusy: now.some((stream) => 'limitation' in stream && stream.limitation === 'cpu'),
  };
}
