import wrtc from '@roamhq/wrtc';
import { Descriptions } from './Descriptions.ts';

/** On which @roamhq/wrtc looks up all that its own object is asked. */
type Wrapper = { readonly _pc: object };

/**
 * A connection whose descriptions are what was set, from the moment on in which setting them is done.
 *
 * What ICE has added since is not in them: neither the candidates that were gathered, which come with the event
 * `icecandidate` each, nor those of the other side. @roamhq/wrtc would write them out on Node's thread while libwebrtc's
 * own thread may be adding one, and that ends the process now and then (docs/decisions/0040). Its getters are never
 * called.
 */
export class PeerConnection extends wrtc.RTCPeerConnection {
  readonly #descriptions = new Descriptions();

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    const descriptions = this.#descriptions;
    // The getters of this object cannot be replaced. What they ask can be: they make a RTCSessionDescription of the answer.
    Object.defineProperties((this as unknown as Wrapper)._pc, {
      localDescription: { get: () => descriptions.pending.local ?? descriptions.current.local },
      currentLocalDescription: { get: () => descriptions.current.local },
      pendingLocalDescription: { get: () => descriptions.pending.local },
      remoteDescription: { get: () => descriptions.pending.remote ?? descriptions.current.remote },
      currentRemoteDescription: { get: () => descriptions.current.remote },
      pendingRemoteDescription: { get: () => descriptions.pending.remote },
    });
  }

  /** @throws {TypeError} without a whole description: what was created last is not kept here */
  override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    const whole = wholeDescription(description);
    await super.setLocalDescription(whole);
    this.#descriptions.set('local', whole);
  }

  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    const whole = wholeDescription(description);
    await super.setRemoteDescription(whole);
    this.#descriptions.set('remote', whole);
  }
}

function wholeDescription(
  description: RTCLocalSessionDescriptionInit | undefined,
): RTCSessionDescriptionInit {
  const { type, sdp } = description ?? {};
  if (type === 'rollback') return { type, sdp: '' };
  if (type && sdp) return { type, sdp };
  throw new TypeError('WebRTC for Node sets only descriptions that are given with type and sdp.');
}
