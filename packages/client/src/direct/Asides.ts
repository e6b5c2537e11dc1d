import type { MomentEvent } from '@parley/protocol/contract';
import { DirectFrame } from '@parley/protocol/directFrames';
import type { Log } from '../log.ts';
import { Allowance } from './Allowance.ts';
import { FrameChannel } from './FrameChannel.ts';
import { Receipts } from './Receipts.ts';

export type SentReaction = Omit<Extract<DirectFrame, { kind: 'reaction' }>, 'kind'>;

type AsidesParts = {
  /** The other one. */
  readonly peerId: string;
  /** What the other one did, as the server would have told it. */
  readonly take: (event: MomentEvent) => void;
  readonly log: Log;
};

/** Agreed upon from the beginning, so that it needs no negotiation. */
const CHANNEL = { negotiated: true, id: 0 };
/** A reaction is 80 characters. */
const LONGEST_FRAME = 200;
/**
 * Beyond this a reaction goes by the server, in milliseconds, and is shown once all the same. That a connection is
 * lost is known earlier; this is for somebody who does not answer.
 */
const SHOWN_WITHIN_MS = 10_000;
/** More than busy hands make; what goes beyond is not looked at, and so comes by the server, which has its own limits. */
const AT_ONCE = 30;
const PER_SECOND = 10;

/** What two who are connected straight to each other tell each other in passing, and the server need not know. */
export class Asides {
  readonly #frames: FrameChannel<DirectFrame>;
  readonly #receipts = new Receipts(SHOWN_WITHIN_MS);
  readonly #allowance = new Allowance(AT_ONCE, PER_SECOND);
  readonly #parts: AsidesParts;

  constructor(connection: RTCPeerConnection, parts: AsidesParts) {
    this.#parts = parts;
    this.#frames = new FrameChannel({
      channel: connection.createDataChannel('asides', CHANNEL),
      schema: DirectFrame,
      longest: LONGEST_FRAME,
      hear: (frame) => {
        if (this.#allowance.take(performance.now())) this.#hear(frame);
      },
      lost: () => this.giveUp(),
      log: parts.log,
    });
  }

  /** @returns whether the other one was shown it; if not, it may have been all the same */
  async react(reaction: SentReaction): Promise<boolean> {
    if (!this.#frames.send({ kind: 'reaction', ...reaction })) return false;
    return this.#receipts.await(reaction.reactionId);
  }

  /** @returns whether the other one is told */
  setWriting(isWriting: boolean): boolean {
    return this.#frames.send({ kind: 'writing', isWriting });
  }

  /** Nobody answers any more. */
  giveUp(): void {
    this.#receipts.giveUp();
  }

  #hear(frame: DirectFrame): void {
    const { peerId, take } = this.#parts;
    if (frame.kind === 'shown') this.#receipts.came(frame.reactionId);
    else if (frame.kind === 'writing') {
      take({ name: 'chat:writing', data: { peerId, isWriting: frame.isWriting } });
    } else {
      const { reaction, reactionId } = frame;
      take({ name: 'reaction:shown', data: { peerId, reaction, reactionId } });
      this.#frames.send({ kind: 'shown', reactionId });
    }
  }
}
