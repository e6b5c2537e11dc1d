import type { BrowserContext, Page } from '@playwright/test';

type Kind = 'audio' | 'video';

/** So that the counters of the page's connections can be read. Before the first page. */
export async function watchTraffic(context: BrowserContext): Promise<void> {
  await context.addInitScript(listConnections);
}

/**
 * How many packets of that kind arrive within half a second, by the browser's own counters: 0 says
 * that nothing was sent here, whatever the page makes of it.
 */
export async function packetsArriving(page: Page, kind: Kind): Promise<number> {
  const arrivals = await page.evaluate(countArrivals, kind);
  return arrivals.reduce((sum, packets) => sum + packets, 0);
}

/** How many streams of that kind arrive: those of which packets come within half a second. */
export async function streamsArriving(page: Page, kind: Kind): Promise<number> {
  const arrivals = await page.evaluate(countArrivals, kind);
  return arrivals.filter((packets) => packets > 0).length;
}

/** How many streams of that kind the page is ready for, whether anything of them comes or not. */
export async function streamsExpected(page: Page, kind: Kind): Promise<number> {
  return page.evaluate((wanted) => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    const expected = testConnections
      .flatMap((connection) => connection.getTransceivers())
      .filter(({ currentDirection }) => currentDirection === 'recvonly')
      // By which mediasoup-client lets the SFU find out how much the network carries.
      .filter(({ mid, receiver }) => mid !== 'probator' && receiver.track.kind === wanted);
    return expected.length;
  }, kind);
}

/** Which of the page's connections have a way to the other side, in the order in which they were made. */
export async function connectedPaths(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    return testConnections.flatMap(({ connectionState }, i) =>
      connectionState === 'connected' ? [i] : [],
    );
  });
}

/** The media packets that have come over one of them so far. */
export async function packetsReceivedOn(page: Page, path: number | undefined): Promise<number> {
  return page.evaluate(async (place) => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    let packets = 0;
    (await testConnections[place ?? -1]?.getStats())?.forEach((report) => {
      if (report.type === 'inbound-rtp') packets += report.packetsReceived;
    });
    return packets;
  }, path);
}

/** Which sizes of the own camera are being encoded, the smallest first, by the browser's own statistics. */
export async function encodedLayers(page: Page): Promise<boolean[]> {
  return page.evaluate(listEncodedLayers);
}

/** What all connections of the page together carry in each direction, in bit/s, over so long. */
export async function bitrates(page: Page, spanMs: number): Promise<{ sent: number; received: number }> {
  return page.evaluate(measureBitrates, spanMs);
}

/** Runs in the page before its own scripts: keeps a list of its connections. */
export function listConnections(): void {
  const connections: RTCPeerConnection[] = [];
  Object.assign(window, { testConnections: connections });
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

/**
 * Runs in the page, with the list of the function above: the new packets of each stream (W3C webrtc-stats,
 * `inbound-rtp`), without what an SFU sends to find out how much the way carries: `probator`, as its
 * client names that stream, brings nobody's picture and comes whenever the way was narrow.
 */
export async function countArrivals(kind: Kind): Promise<number[]> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const count = async (): Promise<Map<string, number>> => {
    const packets = new Map<string, number>();
    for (const connection of testConnections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((report) => {
        if (report.type === 'inbound-rtp' && report.kind === kind && report.mid !== 'probator') {
          packets.set(report.id, report.packetsReceived);
        }
      });
    }
    return packets;
  };
  const before = await count();
  await new Promise((done) => setTimeout(done, 500));
  return [...(await count())].map(([stream, packets]) => packets - (before.get(stream) ?? 0));
}

/** Runs in the page (W3C webrtc-stats, `outbound-rtp`). */
async function listEncodedLayers(): Promise<boolean[]> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const layers: { rid: string; isActive: boolean }[] = [];
  for (const connection of testConnections) {
    if (connection.connectionState === 'closed') continue;
    (await connection.getStats()).forEach((report) => {
      if (report.type !== 'outbound-rtp' || report.kind !== 'video') return;
      layers.push({ rid: report.rid, isActive: report.active });
    });
  }
  return layers.sort((a, b) => (a.rid < b.rid ? -1 : 1)).map(({ isActive }) => isActive);
}

/** Runs in the page (W3C webrtc-stats, `transport`). */
async function measureBitrates(spanMs: number): Promise<{ sent: number; received: number }> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const count = async () => {
    let [sent, received] = [0, 0];
    for (const connection of testConnections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((report) => {
        if (report.type !== 'transport') return;
        sent += report.bytesSent;
        received += report.bytesReceived;
      });
    }
    return { sent, received, at: performance.now() };
  };
  const before = await count();
  await new Promise((done) => setTimeout(done, spanMs));
  const after = await count();
  const perSecond = (bytes: number) => (bytes * 8_000) / (after.at - before.at);
  return {
    sent: perSecond(after.sent - before.sent),
    received: perSecond(after.received - before.received),
  };
}
