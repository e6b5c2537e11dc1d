/**
 * The fields of W3C webrtc-stats that are read here. All of them may be missing: each browser has
 * others, and `type`, `id` and `timestamp` alone are certain.
 */
export type Stat = {
  readonly type: string;
  readonly id: string;
  readonly kind?: 'audio' | 'video';
  readonly mid?: string;
  readonly ssrc?: number;
  readonly codecId?: string;
  readonly mediaSourceId?: string;
  readonly remoteId?: string;
  readonly localId?: string;
  readonly mimeType?: string;
  readonly packetsSent?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  /** In seconds. */
  readonly jitter?: number;
  readonly fractionLost?: number;
  /** In seconds. */
  readonly roundTripTime?: number;
  readonly currentRoundTripTime?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesPerSecond?: number;
  readonly framesEncoded?: number;
  readonly framesDecoded?: number;
  readonly framesDropped?: number;
  readonly frames?: number;
  readonly freezeCount?: number;
  /** In seconds. */
  readonly totalFreezesDuration?: number;
  /** 0 to 1. */
  readonly audioLevel?: number;
  readonly totalAudioEnergy?: number;
  /** In seconds. */
  readonly totalSamplesDuration?: number;
  readonly totalSamplesReceived?: number;
  readonly concealedSamples?: number;
  readonly qualityLimitationReason?: string;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly selected?: boolean;
  readonly availableOutgoingBitrate?: number;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
};

/** One report, by id and by type. */
export class StatsTable {
  readonly #byId = new Map<string, Stat>();
  readonly #byType = new Map<string, Stat[]>();

  constructor(report: Pick<RTCStatsReport, 'forEach'>) {
    report.forEach((stat: Stat) => {
      this.#byId.set(stat.id, stat);
      const same = this.#byType.get(stat.type);
      if (same) same.push(stat);
      else this.#byType.set(stat.type, [stat]);
    });
  }

  get(id: string | undefined): Stat | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  all(type: string): readonly Stat[] {
    return this.#byType.get(type) ?? [];
  }
}
