import { ParleyError } from '@parley/protocol/errors';
import type { MediaRoom, MediaRoomEvents, PeerMediaSetup } from '../MediaServer.ts';
import { ReadyMicrophones, type ReadyMicrophonesOptions } from '../ReadyMicrophones.ts';
import type { FakePublication } from './FakeConsumer.ts';
import { FakePeerMedia } from './FakePeerMedia.ts';
import { videoCodecsOf } from './fakeParameters.ts';

export class FakeMediaRoom implements MediaRoom {
  readonly #events: MediaRoomEvents;
  readonly #peers = new Map<string, FakePeerMedia>();
  readonly ready: ReadyMicrophones;
  #speakers: readonly string[] = [];
  #isClosed = false;

  constructor(events: MediaRoomEvents, readyMicrophones: ReadyMicrophonesOptions) {
    this.#events = events;
    this.ready = new ReadyMicrophones(readyMicrophones, {
      rest: (publicationIds) => this.peers.map((peer) => peer.rest(publicationIds)),
      awaken: (publicationId) => this.peers.map((peer) => peer.awaken(publicationId)),
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** In the order in which they came. */
  get peers(): readonly FakePeerMedia[] {
    return [...this.#peers.values()];
  }

  peer(peerId: string): FakePeerMedia | undefined {
    return this.#peers.get(peerId);
  }

  /** Of all peers, the oldest peer's first. */
  get publications(): readonly FakePublication[] {
    return this.peers.flatMap((peer) => peer.publications);
  }

  async addPeer(peerId: string, setup: PeerMediaSetup): Promise<FakePeerMedia> {
    if (this.#isClosed) throw new ParleyError('not-found', 'This room is closed.');
    if (this.#peers.has(peerId)) throw new ParleyError('conflict', 'This peer has media already.');
    const peer = new FakePeerMedia({
      room: this,
      videoCodecs: videoCodecsOf(setup.rtpCapabilities),
      fingerprint: setup.fingerprint,
      onLost: setup.lost,
      onLayersWanted: setup.layersWanted,
      onOffered: setup.offered,
      onRested: setup.rested,
      onClosed: () => this.#peers.delete(peerId),
    });
    this.#peers.set(peerId, peer);
    return peer;
  }

  close(): void {
    this.#isClosed = true;
    for (const peer of this.peers) peer.close();
  }

  /** For tests: these are heard now, the loudest first. As in the real one, no change is no news. */
  speak(peerIds: readonly string[]): void {
    if (this.#isClosed || peerIds.join() === this.#speakers.join()) return;
    this.#speakers = peerIds;
    this.#events.speakersChanged([...peerIds]);
  }

  /** For tests: the worker under this room dies. */
  lose(): void {
    if (this.#isClosed) return;
    this.close();
    this.#events.lost();
  }
}
