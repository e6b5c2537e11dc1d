import {
  ChannelFrame,
  type ChannelSignal,
  type StraightMessage,
} from '@parley/protocol/people/channels';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { FrameChannel } from '../../direct/FrameChannel.ts';
import { Receipts } from '../../direct/Receipts.ts';
import type { Log } from '../../log.ts';

export type MessageChannelParts = {
  readonly isOffering: boolean;
  readonly iceServers: RTCIceServer[];
  /** All devices of one's own. */
  readonly ownDevices: () => readonly string[];
  readonly tell: (signal: ChannelSignal) => void;
  /** Keeps it; false when it must come by the server. */
  readonly take: (message: StraightMessage) => Promise<boolean>;
  /** Which devices the other one has, as they say; false when it is not so. */
  readonly told: (deviceKeys: readonly string[]) => Promise<boolean>;
  /** Both sides have said what they have. */
  readonly ready: () => void;
  /** For good, for whatever reason. */
  readonly ended: () => void;
  readonly log: Log;
};

/** Beyond this the other side is taken not to be there any more, in milliseconds. */
const KEPT_WITHIN_MS = 15_000;
/** A network that lets nobody through does not always say so. */
const OPEN_WITHIN_MS = 30_000;
/** How often the other side may be wrong about its devices: the server is asked each time. */
const CORRECTIONS = 5;
/** A message of the longest kind, sealed, and what goes with it. */
const LONGEST_FRAME = 2 * PEOPLE_LIMITS.sealedLength;
/** A second negotiation is never needed: the channel is agreed upon from the beginning. */
const CHANNEL = { negotiated: true, id: 0, ordered: true };

/** A connection with one device of somebody else, for sealed messages alone. */
export class MessageChannel {
  readonly #parts: MessageChannelParts;
  readonly #connection: RTCPeerConnection;
  readonly #channel: FrameChannel<ChannelFrame>;
  /** Nothing else is sent over a channel that does not answer. */
  readonly #receipts = new Receipts(KEPT_WITHIN_MS, () => this.#lost());
  readonly #openTimer: ReturnType<typeof setTimeout>;
  /** Signals are taken in one after the other, and so are frames: candidates wait for the description. */
  #signals: Promise<void> = Promise.resolve();
  #frames: Promise<void> = Promise.resolve();
  #hasOpened = false;
  #isReady = false;
  #correctionsLeft = CORRECTIONS;
  #isOver = false;

  constructor(parts: MessageChannelParts) {
    this.#parts = parts;
    const connection = new RTCPeerConnection({ iceServers: parts.iceServers });
    this.#connection = connection;
    this.#channel = new FrameChannel({
      channel: connection.createDataChannel('messages', CHANNEL),
      schema: ChannelFrame,
      longest: LONGEST_FRAME,
      opened: () => {
        this.#hasOpened = true;
        this.tellDevices();
      },
      hear: (frame) => {
        this.#frames = this.#frames.then(() => this.#hear(frame));
      },
      lost: () => this.#lost(),
      log: parts.log,
    });
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'failed') this.#lost();
    });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate) return;
      parts.tell({ kind: 'candidate', candidate: candidate.candidate, sdpMid: candidate.sdpMid });
    });
    this.#openTimer = setTimeout(() => this.#isReady || this.#lost(), OPEN_WITHIN_MS);
    if (parts.isOffering) this.#enqueue(() => this.#describe('offer'));
  }

  /** Messages can go over it. */
  get isReady(): boolean {
    return this.#isReady && !this.#isOver;
  }

  /** One's own devices may be others now. */
  tellDevices(): void {
    if (this.#hasOpened) this.#send({ kind: 'devices', deviceKeys: [...this.#parts.ownDevices()] });
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
    if (!this.isReady) return Promise.resolve(false);
    const isKept = this.#receipts.await(message.messageId);
    this.#send({ kind: 'message', message });
    return isKept;
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#openTimer);
    this.#connection.close();
    this.#receipts.giveUp();
  }

  readonly #lost = (): void => {
    if (this.#isOver) return;
    this.close();
    this.#parts.ended();
  };

  async #hear(heard: ChannelFrame): Promise<void> {
    if (this.#isOver) return;
    if (heard.kind === 'devices') {
      await this.#hearDevices(heard.deviceKeys);
    } else if (heard.kind === 'kept') {
      this.#receipts.came(heard.messageId);
    } else if (heard.kind === 'refused') {
      this.#receipts.refused(heard.messageId);
    } else {
      const isKept = await this.#parts.take(heard.message).catch(() => false);
      this.#send({ kind: isKept ? 'kept' : 'refused', messageId: heard.message.messageId });
    }
  }

  async #hearDevices(deviceKeys: readonly string[]): Promise<void> {
    if (await this.#parts.told(deviceKeys).catch(() => false)) {
      if (this.#isOver || this.#isReady) return;
      this.#isReady = true;
      this.#parts.ready();
      return;
    }
    // What the other side has heard may be older than what the server says now: the next word of it is right.
    this.#correctionsLeft -= 1;
    if (this.#correctionsLeft === 0) this.#lost();
  }

  #send(frame: ChannelFrame): void {
    if (!this.#isOver && !this.#channel.send(frame)) this.#lost();
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
