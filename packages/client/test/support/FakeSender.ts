import type { types } from 'mediasoup-client';
import { vi } from 'vitest';

/** The browser's sender of one producer, whose encodings can be changed. */
export class FakeSender {
  /** The encodings after each change. */
  readonly set: RTCRtpEncodingParameters[][] = [];
  track: MediaStreamTrack | null = null;
  #encodings: RTCRtpEncodingParameters[];
  #refusal: Error | undefined;

  private constructor(encodings: RTCRtpEncodingParameters[]) {
    this.#encodings = encodings;
  }

  static of(producer: types.Producer): FakeSender {
    const encodings = (producer.rtpParameters.encodings ?? []).map((encoding) => ({
      ...encoding,
      active: true,
    }));
    const sender = new FakeSender(encodings as RTCRtpEncodingParameters[]);
    vi.spyOn(producer, 'rtpSender', 'get').mockReturnValue(sender as unknown as RTCRtpSender);
    return sender;
  }

  /** The next change is refused with this. */
  refuse(error: Error): void {
    this.#refusal = error;
  }

  getParameters(): Pick<RTCRtpSendParameters, 'encodings'> {
    return { encodings: this.#encodings.map((encoding) => ({ ...encoding })) };
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
  }

  async setParameters({ encodings }: Pick<RTCRtpSendParameters, 'encodings'>): Promise<void> {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    if (refusal) throw refusal;
    this.#encodings = encodings;
    this.set.push(encodings);
  }
}
