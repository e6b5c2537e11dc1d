import type { Page } from '@playwright/test';

/** How the pictures that the page sends and receives are encoded, such as `VP8`; a codec once. */
export async function codecsOf(page: Page): Promise<{ sent: string[]; received: string[] }> {
  return page.evaluate(listCodecs);
}

/** Runs in the page, with the list of `listConnections` (W3C webrtc-stats). Streams that stand still do not count. */
async function listCodecs(): Promise<{ sent: string[]; received: string[] }> {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  const look = async () => {
    const flows = new Map<string, { frames: number; codec: string; isSent: boolean }>();
    for (const [index, connection] of testConnections.entries()) {
      if (connection.connectionState === 'closed') continue;
      const stats = await connection.getStats();
      stats.forEach((report) => {
        if (report.kind !== 'video' || !/^(in|out)bound-rtp$/.test(report.type)) return;
        const codec = String(stats.get(report.codecId)?.mimeType).replace('video/', '');
        const frames = report.framesEncoded ?? report.framesDecoded ?? 0;
        const isSent = report.type === 'outbound-rtp';
        flows.set(`${index} ${report.id}`, { frames, codec, isSent });
      });
    }
    return flows;
  };
  const before = await look();
  await new Promise((done) => setTimeout(done, 500));
  const moving = [...(await look())].flatMap(([id, flow]) =>
    flow.frames > (before.get(id)?.frames ?? 0) ? [flow] : [],
  );
  const of = (isSent: boolean) =>
    [...new Set(moving.filter((flow) => flow.isSent === isSent).map(({ codec }) => codec))].sort();
  return { sent: of(true), received: of(false) };
}

/** Runs in the page before its own scripts: a browser that receives all but VP9. It sends nothing any more. */
export function refuseVp9(): void {
  type MakeOffer = (options?: RTCOfferOptions) => Promise<RTCSessionDescriptionInit>;
  const createOffer: MakeOffer = RTCPeerConnection.prototype.createOffer;
  const forgetful: MakeOffer = async function (this: RTCPeerConnection, options) {
    const { type, sdp = '' } = await createOffer.call(this, options);
    const forgotten = [...sdp.matchAll(/^a=rtpmap:(\d+) VP9\//gm)].map(([, payload]) => payload);
    const lines = sdp.split('\r\n').flatMap((line) => {
      const isOfVp9 = (payload?: string) =>
        new RegExp(`^a=(rtpmap|fmtp|rtcp-fb):${payload} `).test(line);
      if (forgotten.some(isOfVp9)) return [];
      if (!line.startsWith('m=video ')) return [line];
      return [
        line
          .split(' ')
          .filter((word, at) => at < 3 || !forgotten.includes(word))
          .join(' '),
      ];
    });
    return { type, sdp: lines.join('\r\n') };
  };
  Object.assign(RTCPeerConnection.prototype, { createOffer: forgetful });
}
