import type { AudioLevelObserver, Producer, Router } from 'mediasoup/types';

const INTERVAL_MS = 250;
/** dBov (RFC 6464): speech is far above, breath and fans below. */
const THRESHOLD_DBOV = -60;
/** More do not speak at once in a way that anybody could follow. */
const MAX_SPEAKERS = 8;

/** Who is heard in one room, from the audio levels that the senders measure. */
export class Speakers {
  readonly #observer: AudioLevelObserver;
  readonly #peerOfProducer = new Map<string, string>();
  #heard: readonly string[] = [];

  private constructor(observer: AudioLevelObserver, onChanged: (peerIds: string[]) => void) {
    this.#observer = observer;
    const hear = (peerIds: string[]) => {
      if (peerIds.join() === this.#heard.join()) return;
      this.#heard = peerIds;
      onChanged([...peerIds]);
    };
    observer.on('volumes', (volumes) =>
      hear(volumes.flatMap(({ producer }) => this.#peerOfProducer.get(producer.id) ?? [])),
    );
    observer.on('silence', () => hear([]));
  }

  /** @param onChanged given the peers, the loudest first, whenever that list changes */
  static async watch(router: Router, onChanged: (peerIds: string[]) => void): Promise<Speakers> {
    const observer = await router.createAudioLevelObserver({
      interval: INTERVAL_MS,
      threshold: THRESHOLD_DBOV,
      maxEntries: MAX_SPEAKERS,
    });
    return new Speakers(observer, onChanged);
  }

  /** From now on until its end, this microphone counts. */
  async add(microphone: Producer, peerId: string): Promise<void> {
    this.#peerOfProducer.set(microphone.id, peerId);
    microphone.observer.once('close', () => this.#peerOfProducer.delete(microphone.id));
    await this.#observer.addProducer({ producerId: microphone.id });
  }
}
