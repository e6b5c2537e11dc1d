import type { Opaque } from '@parley/protocol/media';
import { identity } from '../load/identity.ts';
import { WireClient } from '../load/WireClient.ts';

const WISH = { videos: 9, size: { width: 640, height: 360 } };

/** Peers that joined and do nothing more: their transports are made, and no packet comes. */
export class IdlePeers {
  readonly peers: WireClient[] = [];
  /** How long each join took, in milliseconds. */
  readonly joinMs: number[] = [];
  readonly #url: string;
  #capabilities: Opaque | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async join(room: string): Promise<WireClient> {
    const wire = await WireClient.open(this.#url);
    this.peers.push(wire);
    this.#capabilities ??= (await wire.request('room:preview', { room })).rtpCapabilities;
    const { fingerprint } = await identity;
    const askedAt = performance.now();
    await wire.request('room:join', {
      room,
      name: `Peer ${this.peers.length}`,
      media: { rtpCapabilities: this.#capabilities, fingerprint, firstWish: WISH },
    });
    this.joinMs.push(performance.now() - askedAt);
    return wire;
  }

  close(): void {
    for (const peer of this.peers) peer.close();
  }
}
