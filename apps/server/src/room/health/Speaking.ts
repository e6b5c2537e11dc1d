/** Between words and sentences. */
const PAUSE_MS = 700;

/** Since when each peer has been speaking without a real pause, as the SFU hears it. Times are epoch ms. */
export class Speaking {
  readonly #since = new Map<string, number>();
  /** When those who fell silent were last heard. */
  readonly #until = new Map<string, number>();

  heard(peerIds: readonly string[], now: number): void {
    for (const peerId of peerIds) {
      const until = this.#until.get(peerId);
      if (until !== undefined && now - until > PAUSE_MS) this.#since.delete(peerId);
      this.#until.delete(peerId);
      if (!this.#since.has(peerId)) this.#since.set(peerId, now);
    }
    for (const peerId of this.#since.keys()) {
      if (!peerIds.includes(peerId) && !this.#until.has(peerId)) this.#until.set(peerId, now);
    }
  }

  /** Undefined for one who is silent. */
  since(peerId: string, now: number): number | undefined {
    const until = this.#until.get(peerId);
    return until !== undefined && now - until > PAUSE_MS ? undefined : this.#since.get(peerId);
  }

  forget(peerId: string): void {
    this.#since.delete(peerId);
    this.#until.delete(peerId);
  }
}
