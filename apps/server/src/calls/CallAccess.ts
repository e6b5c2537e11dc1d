import type { ClosedReason } from '@parley/protocol/doors';
import { ParleyError } from '@parley/protocol/errors';
import type { PeerAccount } from '@parley/protocol/peer';
import type { LeaveReason, Room } from '../room/Room.ts';
import type { RoomGuard } from '../room/RoomGuard.ts';
import type { Storage } from '../storage/Storage.ts';
import { CallGuard } from './CallGuard.ts';
import type { Identity, Member } from './Member.ts';

type Setup = {
  room: Room;
  members: ReadonlyMap<string, Member>;
  storage: Pick<Storage, 'keptRooms'>;
  /** Undefined for a room that nobody keeps. */
  guard: RoomGuard | undefined;
  leave: (peerId: string, reason?: LeaveReason) => void;
  /** Whether two connect straight to each other may have been decided anew. */
  directDecided: () => void;
};

/** Who the peers of a call are, and that those who may not be in it any more are not. */
export class CallAccess {
  readonly guard: CallGuard;
  readonly #setup: Setup;
  /** Those whom the operator has put out. */
  readonly #removed = new Set<string>();

  constructor(setup: Setup) {
    const { room, storage, guard } = setup;
    this.#setup = setup;
    this.guard = new CallGuard({ room: room.name, storage, guard });
  }

  wasRemoved(peerId: string): boolean {
    return this.#removed.has(peerId);
  }

  /** It is known now who a peer is. */
  identify(peerId: string, identity: Identity): void {
    const member = this.#setup.members.get(peerId);
    if (member) member.identity = identity;
  }

  /** Shows what everybody may see of somebody's account, on all their peers; null hides it. */
  showAccount(accountId: string, account: PeerAccount | null): void {
    const { room, members } = this.#setup;
    for (const { peerId, identity } of members.values()) {
      if (identity?.accountId === accountId) room.setAccount(peerId, account);
    }
  }

  /** What let its peers in has ended: they leave, those whose place is kept too. */
  endSession(sessionId: string): void {
    const members = [...this.#setup.members.values()].filter(
      (member) =>
        member.sessionId === sessionId ||
        (this.guard.asksWho && member.identity?.sessionId === sessionId),
    );
    for (const { peerId, connection } of members) {
      this.#setup.leave(peerId);
      connection?.end();
    }
  }

  /** What is decided for the room is another now: whoever may not be in it any more is put out. */
  async guardChanged(): Promise<void> {
    await this.guard.refresh();
    this.#setup.directDecided();
    for (const { peerId, identity } of [...this.#setup.members.values()]) {
      if (!this.guard.isAdmitted(identity?.accountId)) this.#putOut(peerId, 'members-only');
    }
  }

  /** Puts a peer out, and tells it. @throws {ParleyError} `not-found` */
  remove(peerId: string): void {
    if (!this.#setup.members.has(peerId)) {
      throw new ParleyError('not-found', 'Nobody here has this id.');
    }
    this.#removed.add(peerId);
    this.#putOut(peerId, 'removed');
  }

  #putOut(peerId: string, reason: ClosedReason): void {
    const connection = this.#setup.members.get(peerId)?.connection;
    connection?.sendMoment({ name: 'room:ended', data: { reason } });
    this.#setup.leave(peerId, 'removed');
  }
}
