/** What was done about packets that got lost, since the beginning; in the words of W3C webrtc-stats. */
export type RepairCounts = {
  /** Packets of pictures that were sent once more because the SFU asked for them (RFC 4585, RFC 4588). */
  readonly retransmittedPacketsSent: number;
  /** Packets of sound that the next one held a copy of (Opus in-band FEC, RFC 6716). */
  readonly fecPacketsReceived: number;
};

const LOOK_MS = 500;

/** Looks at all connections that are made from now on; the last look is at hand at any time. */
export class Repairs {
  readonly #connections: RTCPeerConnection[] = [];
  #counts: RepairCounts = { retransmittedPacketsSent: 0, fecPacketsReceived: 0 };

  constructor() {
    setInterval(() => void this.#look(), LOOK_MS);
  }

  get counts(): RepairCounts {
    return this.#counts;
  }

  /** @returns a class whose connections are looked at */
  watching(Connection: typeof RTCPeerConnection): typeof RTCPeerConnection {
    const connections = this.#connections;
    return class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  }

  async #look(): Promise<void> {
    const open = this.#connections.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((connection) => connection.getStats()));
    const stats: Record<string, unknown>[] = reports.flatMap((report) => [...report.values()]);
    const sum = (name: keyof RepairCounts, type: string, kind: string) =>
      stats
        .filter((stat) => stat['type'] === type && stat['kind'] === kind)
        .reduce((total, stat) => total + Number(stat[name] ?? 0), 0);
    this.#counts = {
      retransmittedPacketsSent: sum('retransmittedPacketsSent', 'outbound-rtp', 'video'),
      fecPacketsReceived: sum('fecPacketsReceived', 'inbound-rtp', 'audio'),
    };
  }
}
