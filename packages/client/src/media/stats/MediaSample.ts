import type { Source } from '@parley/protocol/media';

/*
 * What one look at the connections says, in the words of W3C webrtc-stats and free of its traps: counts
 * are of the time since the look before (`spanMs`), never totals; `null` is "this browser does not say"
 * and never 0.
 */

/** One look at everything this peer sends and receives. */
export type MediaSample = {
  /** `performance.now()` of this look, in milliseconds. */
  readonly takenAt: number;
  /** What the counts below cover: milliseconds since the look before, 0 for the first one. */
  readonly spanMs: number;
  /** Null while there is no transport. */
  readonly send: TransportSample | null;
  readonly receive: TransportSample | null;
  /** The connection with the other person, past the SFU; null while there is none. */
  readonly direct: TransportSample | null;
  /** One for each of this peer's own publications. */
  readonly sent: readonly SentSample[];
  /** One for each publication that was built here, those that are not wished for any more too. */
  readonly received: readonly ReceivedSample[];
};

/** The path that one connection takes. */
export type TransportSample = {
  readonly state: RTCPeerConnectionState;
  /** What goes over the wire from here: through a relay it is what carries the way to the relay. */
  readonly protocol: 'udp' | 'tcp' | 'tls' | null;
  /** Through TURN. */
  readonly isRelayed: boolean | null;
  /** Of the ICE checks (RFC 8445), in milliseconds. */
  readonly roundTripMs: number | null;
  /** What the congestion control thinks that fits, in bit/s. */
  readonly availableOutgoingBitrate: number | null;
  /** Everything on this path, in bit/s. */
  readonly sentBitrate: number;
  readonly receivedBitrate: number;
};

type StreamSample = {
  readonly publicationId: string;
  /** Measured on the direct connection, because it travels there. */
  readonly isDirect: boolean;
  readonly kind: 'audio' | 'video';
  readonly packets: number;
  /** In bit/s, payload only. */
  readonly bitrate: number;
  /** Such as `opus` or `VP8`. */
  readonly codec: string | null;
  /** Lost packets among those of the span, 0 to 1; for what is sent, as the receiving end (SFU or person) reports it. */
  readonly loss: number | null;
  readonly jitterMs: number | null;
  /** Of the picture that is sent or received, the largest one of a simulcast. */
  readonly width: number | null;
  readonly height: number | null;
  /** Encoded or decoded in the span. */
  readonly frames: number | null;
  readonly framesPerSecond: number | null;
  /**
   * Of the sound in the span: the sum of (sample / full scale)² · seconds, as `totalAudioEnergy`. 0 is
   * digital silence: not one bit was set. Null too when no sample passed through that could be measured.
   */
  readonly energy: number | null;
};

export type SentSample = StreamSample & {
  readonly source: Source;
  /** From the RTCP reports of the receiving end, in milliseconds. */
  readonly roundTripMs: number | null;
  /** Seconds of sound, or pictures, that the device delivered in the span. */
  readonly captured: number | null;
  /** Why the encoder does less than it could. */
  readonly limitation: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
};

export type ReceivedSample = StreamSample & {
  readonly consumerId: string;
  /** Since the last packet, in milliseconds; null before the first one. */
  readonly silentMs: number | null;
  /** Pictures that came whole and were not shown, because they were decoded too late. */
  readonly dropped: number | null;
  /** Pictures that stood still for too long, in the span. */
  readonly freezes: number | null;
  readonly frozenMs: number | null;
  /** Sound that had to be invented because its packets were missing, 0 to 1 of the span. */
  readonly concealed: number | null;
};
