import type { RequestOf } from '@parley/protocol/contract';
import type { DirectPair } from '@parley/protocol/direct';
import { ParleyError } from '@parley/protocol/errors';
import { isCheckRoom } from '@parley/protocol/ids';
import type { Room } from '../../room/Room.ts';
import type { Member } from '../Member.ts';

type Setup = {
  /** Whether the operator, and whoever keeps the room, want it at all. */
  readonly isOffered: () => boolean;
  readonly room: Pick<Room, 'name' | 'peers'>;
  readonly members: ReadonlyMap<string, Pick<Member, 'connection'>>;
  readonly newId: () => string;
};

/** The first of the two makes the offer. */
type Pair = { readonly pairId: string; readonly peerIds: readonly [string, string] };

/**
 * Which two peers of a room connect straight to each other: those who are alone in it, reachable, and
 * both let it. Tells them when that begins and when it ends, and passes on what they say to each other.
 */
export class DirectPairing {
  readonly #setup: Setup;
  readonly #allowedBy = new Set<string>();
  /** Those whose answer to joining is on its way: what they are told from now on comes after it. */
  readonly #arrived = new Set<string>();
  #pair: Pair | undefined;
  /** The pair before: on their way back to the SFU the two still have things to tell each other. */
  #former: Pair | undefined;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** @returns whether the operator, and whoever keeps the room, want it at all */
  setAllowed(peerId: string, isAllowed: boolean): boolean {
    if (isAllowed) this.#allowedBy.add(peerId);
    else this.#allowedBy.delete(peerId);
    this.look();
    return this.#setup.isOffered();
  }

  /** A peer came, or came back and may have missed what it was told: both hear how things are. */
  arrived(peerId: string): void {
    this.#arrived.add(peerId);
    const before = this.#pair;
    this.look();
    if (this.#pair !== before) return;
    if (this.#pair?.peerIds.includes(peerId)) this.#announce(this.#pair);
    else if (this.#allowedBy.has(peerId)) this.#send(peerId, null);
  }

  /** Somebody may have come, gone, or become (un)reachable. */
  look(): void {
    const peers = new Map(this.#setup.room.peers().map((peer) => [peer.peerId, peer]));
    for (const id of this.#allowedBy) if (!peers.has(id)) this.#allowedBy.delete(id);
    // Who comes back is told nothing before the answer that brings it up to date.
    for (const id of this.#arrived) if (!peers.get(id)?.isConnected) this.#arrived.delete(id);
    const two = this.#two();
    if (two?.join() === this.#pair?.peerIds.join()) return;
    const ended = this.#pair;
    this.#pair = two && { pairId: this.#setup.newId(), peerIds: two };
    if (ended) {
      this.#former = ended;
      for (const peerId of ended.peerIds) if (!two?.includes(peerId)) this.#send(peerId, null);
    }
    if (this.#pair) this.#announce(this.#pair);
  }

  /** @throws {ParleyError} `not-found` when the two are no pair (any more) */
  tell(fromId: string, { pairId, signal }: RequestOf<'direct:tell'>): void {
    const pair = [this.#pair, this.#former].find((one) => one?.pairId === pairId);
    if (!pair?.peerIds.includes(fromId)) throw new ParleyError('not-found', 'There is no such pair.');
    const toId = pair.peerIds.find((peerId) => peerId !== fromId);
    const connection = toId && this.#setup.members.get(toId)?.connection;
    // What somebody misses whose line is down is said again when both hear that they are a pair.
    if (connection) connection.sendMoment({ name: 'direct:told', data: { pairId, signal } });
  }

  #two(): Pair['peerIds'] | undefined {
    const { isOffered, room } = this.#setup;
    const [first, second, third] = room.peers();
    if (!isOffered() || !first || !second || third || isCheckRoom(room.name)) return undefined;
    const isReady = [first, second].every(
      ({ peerId }) => this.#allowedBy.has(peerId) && this.#arrived.has(peerId),
    );
    return isReady ? [first.peerId, second.peerId] : undefined;
  }

  #announce({ pairId, peerIds: [first, second] }: Pair): void {
    this.#send(first, { pairId, peerId: second, isOffering: true });
    this.#send(second, { pairId, peerId: first, isOffering: false });
  }

  #send(peerId: string, pair: DirectPair | null): void {
    const connection = this.#setup.members.get(peerId)?.connection;
    connection?.sendMoment({ name: 'direct:paired', data: { pair } });
  }
}
