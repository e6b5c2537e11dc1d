import type { BrowserContext, Page } from '@playwright/test';

type Kind = 'audio' | 'video';

/** Keeps a list of the page's connections, so that their counters can be read. Before the first page. */
export async function watchTraffic(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const connections: RTCPeerConnection[] = [];
    Object.assign(window, { testConnections: connections });
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  });
}

/**
 * How many packets of that kind arrive within half a second, by the browser's own counters (W3C
 * webrtc-stats, `inbound-rtp`): 0 says that nothing was sent here, whatever the page makes of it.
 */
export async function packetsArriving(page: Page, kind: Kind): Promise<number> {
  return page.evaluate(async (wanted) => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    const count = async (): Promise<Map<string, number>> => {
      const packets = new Map<string, number>();
      for (const connection of testConnections) {
        if (connection.connectionState === 'closed') continue;
        for (const report of (await connection.getStats()).values()) {
          if (report.type === 'inbound-rtp' && report.kind === wanted) {
            packets.set(report.id, report.packetsReceived);
          }
        }
      }
      return packets;
    };
    const before = await count();
    await new Promise((done) => setTimeout(done, 500));
    let arrived = 0;
    for (const [stream, packets] of await count()) arrived += packets - (before.get(stream) ?? 0);
    return arrived;
  }, kind);
}
