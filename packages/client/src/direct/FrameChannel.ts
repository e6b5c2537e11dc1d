import type { Log } from '../log.ts';

/** As much of a zod schema as is used here. */
type Schema<Frame> = {
  safeParse(
    data: unknown,
  ):
    | { readonly success: true; readonly data: Frame }
    | { readonly success: false; readonly error: unknown };
};

export type FrameChannelParts<Frame> = {
  readonly channel: RTCDataChannel;
  readonly schema: Schema<Frame>;
  /** Nothing longer is looked at, in UTF-16 units. */
  readonly longest: number;
  readonly opened?: () => void;
  readonly hear: (frame: Frame) => void;
  /** It cannot be used any more; may be said twice. */
  readonly lost: () => void;
  readonly log: Log;
};

/**
 * Frames of JSON over a data channel. Whoever is at the other end can send anything: what is not in form ends
 * the channel, and the server is there for what it would have carried.
 */
export class FrameChannel<Frame> {
  readonly #parts: FrameChannelParts<Frame>;
  #isOver = false;

  constructor(parts: FrameChannelParts<Frame>) {
    this.#parts = parts;
    const { channel, opened, lost } = parts;
    if (opened) channel.addEventListener('open', opened);
    channel.addEventListener('message', ({ data }) => this.#hear(data));
    channel.addEventListener('close', lost);
  }

  /** @returns whether it is on its way */
  send(frame: Frame): boolean {
    const { channel, lost } = this.#parts;
    if (channel.readyState !== 'open') return false;
    try {
      channel.send(JSON.stringify(frame));
      return true;
    } catch {
      lost();
      return false;
    }
  }

  #hear(data: unknown): void {
    if (this.#isOver) return;
    const { schema, longest, hear, lost, log } = this.#parts;
    const isRead = typeof data === 'string' && data.length <= longest;
    const frame = schema.safeParse(isRead ? asJson(data) : undefined);
    if (frame.success) {
      hear(frame.data);
      return;
    }
    log.warn('something came over a channel that is not in form', frame.error);
    this.#isOver = true;
    this.#parts.channel.close();
    lost();
  }
}

function asJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
