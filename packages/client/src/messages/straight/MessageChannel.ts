import {
  ChannelFrame,
  type ChannelSignal,
  type StraightMessage,
} from '@parley/protocol/people/channels';
import type { Log } from '../../log.ts';

export type MessageChannelParts = {
  readonly isOffering: boolean;
  readonly iceServers: RTCIceServer[];
  /** This device. */
  readonly deviceKey: string;
  readonly tell: (signal: ChannelSignal) => void;
  /** Keeps it; false when it must come by the server. */
  readonly take: (message: StraightMessage) => Promise<boolean>;
  /** Both sides have said who they are. */
  readonly ready: () => void;
  /** For good, for whatever reason. */
  readonly ended: () => void;
  readonly log: Log;
};

/** Beyond this the other side is taken not to be there any more, in milliseconds. */
const KEPT_WITHIN_MS = 15_000;
/** A network that lets nobody through does not always say so. */
const OPEN_WITHIN_MS = 30_000;
/** A second negotiation is never needed: the channel is agreed upon from the beginning. */
const CHANNEL = { negotiated: true, id: 0, ordered: true };

/** A connection with one device of somebody else, for sealed messages alone. */
export class MessageChannel {
  readonly #parts: MessageChannelParts;
  readonly #connection: RTCPeerConnection;
  readonly #channel: RTCDataChannel;
  readonly #awaited = new Map<string, (isKept: boolean) => void>();
  readonly #openTimer: ReturnType<typeof setTimeout>;
  /** Signals are taken in one after the other, and so are frames: candidates wait for the description. */
  #signals: Promise<void> = Promise.resolve();
  #frames: Promise<void> = Promise.resolve();
  #otherKey: string | undefined;
  #isOver = false;

  constructor(parts: MessageChannelParts) {
    this.#parts = parts;
    const connection = new RTCPeerConnection({ iceServers: parts.iceServers });
    this.#connection = connection;
    this.#channel = connection.createDataChannel('messages', CHANNEL);
    this.#channel.addEventListener('open', () => {
      this.#send({ kind: 'device', deviceKey: parts.deviceKey });
    });
    this.#channel.addEventListener('message', ({ data }) => {
      this.#frames = this.#frames.then(() => this.#hear(data));
    });
    this.#channel.addEventListener('close', this.#lost);
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'failed') this.#lost();
    });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate) return;
      parts.tell({ kind: 'candidate', candidate: candidate.candidate, sdpMid: candidate.sdpMid });
    });
    this.#openTimer = setTimeout(() => this.#otherKey ?? this.#lost(), OPEN_WITHIN_MS);
    if (parts.isOffering) this.#enqueue(() => this.#describe('offer'));
  }

  /** The device at the other end; undefined until both sides have said who they are. */
  get otherKey(): string | undefined {
    return this.#isOver ? undefined : this.#otherKey;
  }

  take(signal: ChannelSignal): void {
    this.#enqueue(async () => {
      if (signal.kind === 'candidate') {
        const { candidate, sdpMid } = signal;
        await this.#connection.addIceCandidate({ candidate, sdpMid });
        return;
      }
      await this.#connection.setRemoteDescription({ type: signal.type, sdp: signal.sdp });
      if (signal.type === 'offer') await this.#describe('answer');
    });
  }

  /** @returns whether the other device has kept it; if not, it may have come all the same */
  send(message: StraightMessage): Promise<boolean> {
    if (this.otherKey === undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (isKept: boolean) => {
        clearTimeout(timer);
        this.#awaited.delete(message.messageId);
        resolve(isKept);
      };
      // Nothing else is sent over a channel that does not answer.
      const timer = setTimeout(this.#lost, KEPT_WITHIN_MS);
      this.#awaited.set(message.messageId, settle);
      this.#send({ kind: 'message', message });
    });
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#openTimer);
    this.#connection.close();
    for (const settle of [...this.#awaited.values()]) settle(false);
  }

  readonly #lost = (): void => {
    if (this.#isOver) return;
    this.close();
    this.#parts.ended();
  };

  async #hear(data: unknown): Promise<void> {
    if (this.#isOver) return;
    const frame = ChannelFrame.safeParse(asJson(data));
    if (!frame.success) {
      this.#parts.log.warn('something came over a channel that is no message', frame.error);
      this.#lost();
      return;
    }
    const heard = frame.data;
    if (heard.kind === 'device') {
      this.#otherKey = heard.deviceKey;
      this.#parts.ready();
    } else if (heard.kind === 'kept') {
      this.#awaited.get(heard.messageId)?.(true);
    } else if (await this.#parts.take(heard.message).catch(() => false)) {
      this.#send({ kind: 'kept', messageId: heard.message.messageId });
    } else {
      // What is not kept comes by the server, and so does what follows it.
      this.#lost();
    }
  }

  #send(frame: ChannelFrame): void {
    try {
      if (!this.#isOver) this.#channel.send(JSON.stringify(frame));
    } catch {
      this.#lost();
    }
  }

  async #describe(type: 'offer' | 'answer'): Promise<void> {
    const connection = this.#connection;
    await connection.setLocalDescription(
      type === 'offer' ? await connection.createOffer() : await connection.createAnswer(),
    );
    this.#parts.tell({ kind: 'description', type, sdp: connection.localDescription?.sdp ?? '' });
  }

  #enqueue(step: () => Promise<void>): void {
    this.#signals = this.#signals.then(step).catch((error) => {
      if (this.#isOver) return;
      this.#parts.log.debug('a step to the other device failed', error);
      this.#lost();
    });
  }
}

function asJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
