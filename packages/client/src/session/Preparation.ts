import type { FirstWish, OfferedMedia } from '@parley/protocol/media';
import type { ProvenPlace, RoomPreview } from '@parley/protocol/room';
import type { Transport } from 'mediasoup-client/types';
import type { PathAhead } from '../ahead/PathAhead.ts';
import type { Log } from '../log.ts';
import { type Certificate, makeCertificate } from '../media/certificate.ts';
import { loadMediasoup } from '../media/loadMediasoup.ts';
import type { RtcDevice } from '../media/RtcDevice.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { loadMediaLink } from './loadMediaLink.ts';
import type { CallStore } from './store/createCallStore.ts';

/** What can be done before the click on "Join", so that after it one request is enough. */
export class Preparation {
  readonly #store: CallStore;
  readonly #signaling: SignalingClient;
  readonly #device: RtcDevice;
  readonly #log: Log;
  #certificate: Promise<Certificate | null> | undefined;
  #ahead: PathAhead | undefined;
  #isEnded = false;

  constructor(store: CallStore, signaling: SignalingClient, device: RtcDevice, log: Log) {
    this.#store = store;
    this.#signaling = signaling;
    this.#device = device;
    this.#log = log;
  }

  /** Starts what needs no server, in the background. */
  begin(): void {
    void this.certificate();
    // Only fetched here; a failure shows when the device is loaded, or the link is used.
    loadMediasoup().catch(() => {});
    loadMediaLink().catch(() => {});
  }

  certificate(): Promise<Certificate | null> {
    this.#certificate ??= makeCertificate(this.#log);
    return this.#certificate;
  }

  /**
   * Asks who is in the room and what the server can forward.
   *
   * @param former of a peer that comes back: closed doors, and calls by a code, are not closed to it
   * @throws ParleyError
   */
  async preview(former?: ProvenPlace): Promise<RoomPreview> {
    const preview = await this.#signaling.request('room:preview', {
      room: this.#store.getState().room,
      ...(former ? { former } : {}),
    });
    this.#store.setState({ preview });
    await this.#device.load(preview.rtpCapabilities);
    return preview;
  }

  /** Connects the way on which the others come in, while nobody has joined yet. Without it joining works as well. */
  async connectAhead(): Promise<void> {
    const certificate = await this.certificate();
    if (!certificate) return;
    try {
      const { PathAhead } = await import('../ahead/PathAhead.ts');
      if (this.#isEnded) return;
      this.#ahead ??= new PathAhead({
        room: this.#store.getState().room,
        certificate,
        signaling: this.#signaling,
        device: this.#device,
        log: this.#log,
      });
      await this.#ahead.keep();
    } catch (error) {
      this.#log.debug('no path can be prepared', error);
    }
  }

  /** The path to join with, where one is there. */
  get transportAhead(): string | undefined {
    return this.#ahead?.transportId;
  }

  /** The call has this transport now: hands over what was prepared as such, and prepares no other. */
  takeAhead(transportId: string): Transport | undefined {
    this.#isEnded = true;
    return this.#ahead?.take(transportId);
  }

  close(): void {
    this.#isEnded = true;
    this.#ahead?.close();
  }

  /** This browser's side, for `room:join` and `media:open`. @throws ParleyError */
  async offeredMedia(firstWish: FirstWish, former?: ProvenPlace): Promise<OfferedMedia> {
    const { preview } = this.#store.getState();
    if (preview) await this.#device.load(preview.rtpCapabilities);
    else await this.preview(former);
    const [certificate] = await Promise.all([this.certificate(), loadMediaLink()]);
    // As it is now: somebody may have set it while this was made ready.
    const { maxBitrate } = this.#store.getState().limits;
    return {
      rtpCapabilities: this.#device.rtpCapabilities,
      firstWish: { ...firstWish, ...(maxBitrate !== null && { maxBitrate }) },
      ...(certificate ? { fingerprint: certificate.fingerprint } : {}),
    };
  }
}
