/**
 * As much of RTCPeerConnection as channels for messages need, between two parts of one process: what is sent comes a turn
 * of the event loop later, in order, or not at all once one side has closed. Hundreds of connections are made and
 * broken in a test; what real ones do is tested with real ones.
 */
export class LoopbackConnection extends EventTarget {
  static readonly #byId = new Map<string, LoopbackConnection>();
  static #count = 0;

  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  readonly #id: string;
  readonly #channel = new LoopbackChannel((data) => {
    if (this.#other) this.#other.#come(data);
  });
  #other: LoopbackConnection | undefined;

  constructor() {
    super();
    LoopbackConnection.#count += 1;
    this.#id = `connection-${LoopbackConnection.#count}`;
    LoopbackConnection.#byId.set(this.#id, this);
  }

  createDataChannel(): LoopbackChannel {
    return this.#channel;
  }

  async createOffer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'offer', sdp: this.#id };
  }

  async createAnswer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'answer', sdp: this.#id };
  }

  async setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.localDescription = description;
  }

  async setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    this.#other = LoopbackConnection.#byId.get(sdp);
    if (type !== 'answer' || this.#other === undefined) return;
    this.#open();
    this.#other.#open();
  }

  close(): void {
    if (this.connectionState === 'closed') return;
    this.connectionState = 'closed';
    LoopbackConnection.#byId.delete(this.#id);
    this.#channel.readyState = 'closed';
    const other = this.#other;
    if (other) setImmediate(() => other.#closed());
  }

  #open(): void {
    setImmediate(() => {
      if (this.connectionState === 'closed') return;
      this.connectionState = 'connected';
      this.#channel.readyState = 'open';
      this.#channel.dispatchEvent(new Event('open'));
    });
  }

  #come(data: string): void {
    setImmediate(() => {
      if (this.#channel.readyState !== 'open') return;
      this.#channel.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  #closed(): void {
    if (this.connectionState === 'closed') return;
    this.#channel.readyState = 'closed';
    this.#channel.dispatchEvent(new Event('close'));
  }
}

class LoopbackChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  readonly send: (data: string) => void;

  constructor(send: (data: string) => void) {
    super();
    this.send = send;
  }
}
