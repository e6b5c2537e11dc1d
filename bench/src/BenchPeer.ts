import { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { RTCVideoSink } from '@parley/webrtc-node/nonstandard';
import '@parley/webrtc-node/globals';
import { Camera } from './picture.ts';

export type JoinTimes = {
  /** From the click until the room is there: who is in it, what was said. */
  toRoomMs: number;
  /** From the click until the first picture of somebody else is decoded. */
  toPictureMs: number;
};

/** A person without a browser: the engine that the web app uses, in this process. */
export class BenchPeer {
  readonly session: CallSession;
  readonly #name: string;
  #camera: Camera | undefined;

  /** @param pictures how many of the others it receives at most */
  constructor(url: string, room: string, name: string, pictures = 9) {
    this.#name = name;
    this.session = new CallSession({
      url,
      room,
      rtc: { handlerName: 'Chrome111' },
      firstWish: { videos: pictures, size: { width: 640, height: 360 } },
    });
  }

  async publishPicture(): Promise<void> {
    this.#camera = new Camera();
    await this.session.publishTrack('camera', this.#camera.track);
  }

  /** All that a browser does while the person is still at the pre-join page. */
  async prepare(): Promise<void> {
    await this.session.prepare();
    await this.until(({ preview }) => preview !== null);
  }

  async join(): Promise<void> {
    await this.session.join(this.#name);
  }

  async measureJoin(): Promise<JoinTimes> {
    const clickedAt = performance.now();
    const inRoom = this.until(({ phase }) => phase === 'joined').then(() => performance.now());
    await this.join();
    const track = await this.#firstPicture();
    const sink = new RTCVideoSink(track);
    await new Promise<void>((resolve) => {
      sink.onframe = () => resolve();
    });
    const pictureAt = performance.now();
    sink.stop();
    return { toRoomMs: (await inRoom) - clickedAt, toPictureMs: pictureAt - clickedAt };
  }

  until(isSo: (state: CallState) => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (isSo(this.session.store.getState())) return resolve();
      const stop = this.session.store.subscribe((state) => {
        if (!isSo(state)) return;
        stop();
        resolve();
      });
    });
  }

  async leave(): Promise<void> {
    this.#camera?.close();
    await this.session.leave();
  }

  async #firstPicture(): Promise<MediaStreamTrack> {
    const find = ({ received }: CallState) =>
      Object.values(received).find(({ kind }) => kind === 'video');
    await this.until((state) => find(state) !== undefined);
    const track = find(this.session.store.getState());
    if (!track) throw new Error('the picture went away again');
    return track;
  }
}
