import type { Page } from './openBrowser.ts';

/** What has arrived so far: pictures that were decoded, and energy of sound (W3C webrtc-stats). */
export type Arrivals = { readonly frames: number; readonly energy: number };

/** Of all connections of a page that was opened with `watchTraffic`. */
export function readArrivals(page: Page): Promise<Arrivals> {
  return page.evaluate(sumUp);
}

/** Runs in the page. */
async function sumUp(): Promise<Arrivals> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  let frames = 0;
  let energy = 0;
  for (const connection of testConnections) {
    if (connection.connectionState === 'closed') continue;
    (await connection.getStats()).forEach((report) => {
      if (report.type !== 'inbound-rtp') return;
      frames += report.framesDecoded ?? 0;
      energy += report.totalAudioEnergy ?? 0;
    });
  }
  return { frames, energy };
}
