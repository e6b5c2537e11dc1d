import type { Page } from '@playwright/test';

/**
 * How much of each sound that arrives was made up within so long, from 0 to 1: what the decoder inserts where
 * packets came too late or not at all, or where the machine was too slow to play them. Silence that is made up nobody hears.
 */
export async function madeUpShares(page: Page, spanMs: number): Promise<number[]> {
  return page.evaluate(measureMadeUp, spanMs);
}

/** Runs in the page, with the list of `listConnections` (W3C webrtc-stats, `inbound-rtp`). */
async function measureMadeUp(spanMs: number): Promise<number[]> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const count = async () => {
    const sounds = new Map<string, { madeUp: number; all: number }>();
    for (const connection of testConnections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((report) => {
        if (report.type !== 'inbound-rtp' || report.kind !== 'audio') return;
        const madeUp = report.concealedSamples - report.silentConcealedSamples;
        sounds.set(report.id, { madeUp, all: report.totalSamplesReceived });
      });
    }
    return sounds;
  };
  const before = await count();
  await new Promise((done) => setTimeout(done, spanMs));
  return [...(await count())].flatMap(([sound, { madeUp, all }]) => {
    const earlier = before.get(sound) ?? { madeUp: 0, all: 0 };
    return all > earlier.all ? (madeUp - earlier.madeUp) / (all - earlier.all) : [];
  });
}
