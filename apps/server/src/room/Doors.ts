import type { DoorsState, DoorsWish } from '@parley/protocol/api/doors';
import type { ClosedReason } from '@parley/protocol/doors';
import { ParleyError } from '@parley/protocol/errors';

/** The doors as they outlive the server. */
export type KeptDoors = DoorsState & {
  /** When closing them last ended the running meetings, epoch ms; null when it never did. */
  readonly meetingsEndedAt: number | null;
};

/** Somebody at the door of a room. */
export type Newcomer = {
  /** Whether the room is open and somebody is in it. */
  readonly isRunning: boolean;
  /** When the meeting of this room was last closed by the operator, epoch ms. */
  readonly closedAt: number | undefined;
  /** When they joined before, epoch ms; undefined for somebody who cannot prove that they were here. */
  readonly joinedBefore: number | undefined;
};

/** After a restart no room is open yet; so long, those who were in one may open it again. */
const RETURN_MS = 60_000;

const OPEN: KeptDoors = { isOpen: true, changedAt: null, meetingsEndAt: null, meetingsEndedAt: null };

const MESSAGES: Readonly<Record<ClosedReason, string>> = {
  'doors-closed': 'The operator of this server has closed the doors.',
  'room-closed': 'The operator of this server has closed this meeting.',
  removed: 'The operator of this server has removed you from this meeting.',
  'room-deleted': 'This room was given up by whoever kept it.',
  'members-only': 'This room is for its members.',
};

export function closedError(reason: ClosedReason): ParleyError {
  return new ParleyError('closed', MESSAGES[reason], { reason });
}

/**
 * Whether people can come in. Who is in a running meeting stays in it, and comes back into it after a
 * loss; closed doors keep out everybody else.
 */
export class Doors {
  #kept: KeptDoors;
  readonly #startedAt: number;

  /**
   * @param kept as they were before the server was started; undefined when they were never closed
   * @param startedAt of the server, epoch ms
   */
  constructor(kept: KeptDoors | undefined, startedAt: number) {
    this.#kept = kept ?? OPEN;
    this.#startedAt = startedAt;
  }

  get state(): DoorsState {
    const { meetingsEndedAt: _, ...state } = this.#kept;
    return state;
  }

  /** How they are to be kept when the wish is granted. */
  wished(wish: DoorsWish, now: number): KeptDoors {
    const { isOpen, changedAt, meetingsEndedAt } = this.#kept;
    const endMeetingsInMs = wish.isOpen ? null : (wish.endMeetingsInMs ?? null);
    return {
      isOpen: wish.isOpen,
      changedAt: wish.isOpen === isOpen ? changedAt : now,
      meetingsEndAt: endMeetingsInMs === null ? null : now + endMeetingsInMs,
      meetingsEndedAt,
    };
  }

  /** How they are to be kept when the countdown is over. */
  ended(now: number): KeptDoors {
    return { ...this.#kept, meetingsEndAt: null, meetingsEndedAt: now };
  }

  set(kept: KeptDoors): void {
    this.#kept = kept;
  }

  /** @throws {ParleyError} `closed`, with `details.reason` */
  assertMayEnter({ isRunning, closedAt, joinedBefore }: Newcomer, now: number): void {
    // A meeting that was closed is not opened again by those who did not hear of it.
    if (joinedBefore !== undefined && closedAt !== undefined && joinedBefore <= closedAt) {
      throw closedError(this.#kept.isOpen ? 'room-closed' : 'doors-closed');
    }
    if (this.#kept.isOpen) return;
    const wasHere = joinedBefore !== undefined && joinedBefore > (this.#kept.meetingsEndedAt ?? -1);
    if (wasHere && (isRunning || now - this.#startedAt < RETURN_MS)) return;
    throw closedError('doors-closed');
  }
}
