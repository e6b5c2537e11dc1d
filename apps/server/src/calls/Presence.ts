import type { FormerPlace, ProvenPlace } from '@parley/protocol/room';
import type { BaseLogger } from 'pino';
import type { LeaveReason, Room } from '../room/Room.ts';
import type { Connection, ConnectionEnd } from './Connection.ts';
import { type Grace, KeptPlace } from './KeptPlace.ts';
import type { Member } from './Member.ts';
import { mediaPulse } from './mediaPulse.ts';
import type { PlaceTokens } from './PlaceTokens.ts';
import type { Timers } from './Timers.ts';

type Setup = {
  room: Room;
  members: ReadonlyMap<string, Member>;
  tokens: PlaceTokens;
  timers: Timers;
  grace: Grace;
  log: BaseLogger;
  leave: (peerId: string, reason?: LeaveReason) => void;
};

/** Who can be reached: tells the others of lines that fell quiet and keeps the places of lost ones. */
export class Presence {
  readonly #setup: Setup;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  newPlace(): KeptPlace {
    return new KeptPlace(this.#setup.timers, this.#setup.grace);
  }

  watch(member: Member, connection: Connection): void {
    const { room, members } = this.#setup;
    // It may have left, or come back on another connection.
    const isCurrent = () => member.connection === connection && members.get(member.peerId) === member;
    connection.whenQuiet((isQuiet) => {
      if (isCurrent()) room.setConnected(member.peerId, !isQuiet);
    });
    connection.whenEnded((end) => {
      if (isCurrent()) this.#ended(member, end);
    });
  }

  /** Who proves a place that is only kept for them does not find it taken by themselves. */
  free({ peerId, resumeToken }: ProvenPlace): void {
    const { room, members, tokens, leave } = this.#setup;
    const member = members.get(peerId);
    if (member === undefined || member.connection !== undefined) return;
    if (tokens.joinedAt(resumeToken, { room: room.name, peerId }) === undefined) return;
    leave(peerId);
  }

  /** A guest who comes anew has no ghost: a browser that went down said no goodbye. */
  freeThoseOf(guestId: string): void {
    for (const member of [...this.#setup.members.values()]) {
      if (member.guestId === guestId && member.connection === undefined) {
        this.#setup.leave(member.peerId);
      }
    }
  }

  /**
   * Who asks for a place once more has not heard that they have one: whoever stands there goes.
   *
   * @returns as whom they come again
   */
  freeThatOf(joinId: string): FormerPlace | undefined {
    const { room, members, tokens, leave } = this.#setup;
    const member = [...members.values()].find((one) => one.joinId === joinId);
    if (member === undefined) return undefined;
    const { peerId, connection } = member;
    const { joinedAt, handRaisedAt } = room.peer(peerId);
    leave(peerId, 'lost');
    connection?.end();
    return {
      peerId,
      resumeToken: tokens.issue({ room: room.name, peerId, joinedAt }),
      handRaisedAt,
    };
  }

  #ended(member: Member, end: ConnectionEnd): void {
    const { room, log, leave } = this.#setup;
    const { peerId } = member;
    member.connection = undefined;
    if (end === 'left') {
      leave(peerId, 'left');
      return;
    }
    log.info({ room: room.name, peerId, end }, 'connection lost; place kept');
    member.keptPlace.keep(end, {
      tell: () => room.setConnected(peerId, false),
      giveUp: () => leave(peerId, 'lost'),
      pulse: mediaPulse(() => member.media),
    });
  }
}
