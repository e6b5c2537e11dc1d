import { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import '@parley/webrtc-node/globals';
import { Camera, Eye } from '../picture.ts';
import { Ear, Mouth } from '../sound.ts';
import type { Listener } from './Contender.ts';

type Source = CallState['publications'][string]['source'];

/** The room in which everything is measured. */
export const ROOM = 'bench';
/** What a full house says to the console is not what is measured. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** What somebody brings along beside ears. */
export type Equipment = { readonly isHumming: boolean; readonly hasCamera: boolean };

/** The call engine of the web app, in this process. */
export class ParleyListener implements Listener {
  readonly name: string;
  readonly session: CallSession;
  readonly #ear = new Ear();
  readonly #eye = new Eye();
  readonly #mouth: Mouth | undefined;
  readonly #camera: Camera | undefined;

  constructor(url: string, name: string, { isHumming, hasCamera }: Equipment) {
    this.name = name;
    this.#mouth = isHumming ? new Mouth() : undefined;
    this.#camera = hasCamera ? new Camera() : undefined;
    this.session = new CallSession({
      url,
      room: ROOM,
      log: SILENT,
      rtc: { handlerName: 'Chrome111' },
      firstWish: { videos: 1, size: { width: 320, height: 180 } },
    });
    this.session.store.subscribe((state) => {
      this.#ear.listenTo(firstOf(state, 'microphone'));
      this.#eye.watch(firstOf(state, 'camera'));
    });
  }

  get heard() {
    return this.#ear.heard;
  }

  get seen() {
    return this.#eye.seen;
  }

  async join(): Promise<void> {
    if (this.#mouth) await this.session.publishTrack('microphone', this.#mouth.track);
    if (this.#camera) await this.session.publishTrack('camera', this.#camera.track);
    await this.session.prepare();
    await this.session.join(this.name);
  }

  async leave(): Promise<void> {
    this.#ear.close();
    this.#eye.close();
    this.#mouth?.close();
    this.#camera?.close();
    await this.session.leave();
  }
}

/** Of the peer that is here longest and is not this one. */
function firstOf(
  { publications, peers, received, selfId }: CallState,
  wanted: Source,
): MediaStreamTrack | undefined {
  const [first] = Object.values(publications)
    .filter(({ source, peerId }) => source === wanted && peerId !== selfId)
    .sort((a, b) => (peers[a.peerId]?.joinedAt ?? 0) - (peers[b.peerId]?.joinedAt ?? 0));
  return first && received[first.publicationId];
}
