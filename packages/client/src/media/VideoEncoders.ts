import type { VideoCodec } from '@parley/protocol/media';
import { type SvcEncoding, svcMode } from './svcMode.ts';

/** How W3C Media Capabilities is asked for each of them, as it would be sent. */
const ASKED: Readonly<Record<VideoCodec, { contentType: string; scalabilityMode?: string }>> = {
  vp8: { contentType: 'video/VP8' },
  vp9: { contentType: 'video/VP9', scalabilityMode: svcMode(3) },
  h264: {
    contentType: 'video/H264;level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  },
};

/** The largest layer of a camera. */
const PICTURE = { width: 1280, height: 720, framerate: 30, bitrate: 1_700_000 };

/** How this browser encodes pictures. */
export class VideoEncoders {
  readonly #efficient = new Set<VideoCodec>();
  #canPutLayersIntoOneStream: boolean | undefined;

  constructor() {
    for (const codec of Object.keys(ASKED) as VideoCodec[]) {
      void isEfficient(codec).then((isSo) => isSo && this.#efficient.add(codec));
    }
  }

  /** In hardware; false as long as the browser has not said. */
  isEfficient(codec: VideoCodec): boolean {
    return this.#efficient.has(codec);
  }

  /** SVC: all sizes of a picture in one stream. Firefox cannot. */
  get canPutLayersIntoOneStream(): boolean {
    this.#canPutLayersIntoOneStream ??= keepsLayers();
    return this.#canPutLayersIntoOneStream;
  }
}

async function isEfficient(codec: VideoCodec): Promise<boolean> {
  try {
    const { supported, powerEfficient } = await navigator.mediaCapabilities.encodingInfo({
      type: 'webrtc',
      video: { ...PICTURE, ...ASKED[codec] },
    });
    return supported && powerEfficient;
  } catch {
    // An older browser, or no browser.
    return false;
  }
}

function keepsLayers(): boolean {
  if (typeof RTCPeerConnection === 'undefined') return false;
  const encoding: SvcEncoding = { scalabilityMode: svcMode(3) };
  const connection = new RTCPeerConnection();
  try {
    const { sender } = connection.addTransceiver('video', { sendEncodings: [encoding] });
    const [kept]: SvcEncoding[] = sender.getParameters().encodings;
    return kept?.scalabilityMode === encoding.scalabilityMode;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}
