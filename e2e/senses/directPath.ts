import type { Page } from '@playwright/test';

type PathTraffic = {
  /** Packets of media in half a second. */
  readonly sent: number;
  readonly received: number;
};

/** What goes over the connections of a page: those with the SFU, and the one with another person. */
export async function pathTraffic(page: Page): Promise<{ sfu: PathTraffic; direct: PathTraffic }> {
  return page.evaluate(measurePaths);
}

/** Whether what needs no server can go straight to the other person. */
export async function hasOpenChannel(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    let isOpen = false;
    for (const connection of testConnections) {
      (await connection.getStats()).forEach((stat) => {
        if (stat.type === 'data-channel' && stat.state === 'open') isOpen = true;
      });
    }
    return isOpen;
  });
}

/** Runs in the page, with the list of `watchTraffic`. The one connection with media both ways is direct. */
async function measurePaths(): Promise<{ sfu: PathTraffic; direct: PathTraffic }> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const open = testConnections.filter(({ connectionState }) => connectionState === 'connected');
  const isDirect = (connection: RTCPeerConnection) =>
    connection.getTransceivers().some(({ direction }) => direction === 'sendrecv');
  const look = async (connections: RTCPeerConnection[]) => {
    const total = { sent: 0, received: 0 };
    for (const connection of connections) {
      (await connection.getStats()).forEach((stat) => {
        if (stat.type === 'outbound-rtp') total.sent += stat.packetsSent;
        if (stat.type === 'inbound-rtp') total.received += stat.packetsReceived;
      });
    }
    return total;
  };
  const groups = { sfu: open.filter((one) => !isDirect(one)), direct: open.filter(isDirect) };
  const before = { sfu: await look(groups.sfu), direct: await look(groups.direct) };
  await new Promise((done) => setTimeout(done, 500));
  const after = { sfu: await look(groups.sfu), direct: await look(groups.direct) };
  const since = (way: 'sfu' | 'direct') => ({
    sent: after[way].sent - before[way].sent,
    received: after[way].received - before[way].received,
  });
  return { sfu: since('sfu'), direct: since('direct') };
}
