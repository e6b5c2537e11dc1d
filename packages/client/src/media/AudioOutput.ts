import type { Log } from '../log.ts';

/** A sound that arrives, and whose it is. */
export type HeardTrack = { readonly peerId: string; readonly track: MediaStreamTrack };

/**
 * Plays everything that is heard: one hidden `<audio>` element for each publication, outside of any
 * interface's tree, so that no change of a layout interrupts a voice. (An element rather than an
 * AudioContext: Chromium cancels the echo only of what elements play.)
 */
export class AudioOutput {
  readonly #document: Document;
  readonly #log: Log;
  readonly #onBlocked: (isBlocked: boolean) => void;
  readonly #playing = new Map<string, { peerId: string; element: HTMLAudioElement }>();
  readonly #volumes = new Map<string, number>();
  #speakerId: string | null = null;
  #isBlocked = false;

  constructor(document: Document, onBlocked: (isBlocked: boolean) => void, log: Log) {
    this.#document = document;
    this.#onBlocked = onBlocked;
    this.#log = log;
  }

  /** W3C Audio Output Devices API, section 3. */
  static canChooseSpeaker(): boolean {
    return 'setSinkId' in (globalThis.HTMLMediaElement?.prototype ?? {});
  }

  /** Makes what is played equal to `heard`, by publication. */
  play(heard: ReadonlyMap<string, HeardTrack>): void {
    for (const [publicationId, { element }] of this.#playing) {
      if (heard.has(publicationId)) continue;
      element.srcObject = null;
      element.remove();
      this.#playing.delete(publicationId);
    }
    for (const [publicationId, { peerId, track }] of heard) {
      const element = this.#playing.get(publicationId)?.element ?? this.#add(publicationId, peerId);
      const current = element.srcObject as MediaStream | null;
      if (current?.getAudioTracks()[0] === track) continue;
      element.srcObject = new MediaStream([track]);
      void this.#start(element);
    }
  }

  setVolume(peerId: string, volume: number): void {
    this.#volumes.set(peerId, volume);
    for (const playing of this.#playing.values()) {
      if (playing.peerId === peerId) playing.element.volume = volume;
    }
  }

  /** Null is the system's own choice. */
  async setSpeaker(deviceId: string | null): Promise<void> {
    this.#speakerId = deviceId;
    await Promise.all([...this.#playing.values()].map(({ element }) => this.#route(element)));
  }

  /** Starts what the browser held back. Call it from a click. */
  async unblock(): Promise<void> {
    this.#setBlocked(false);
    await Promise.all([...this.#playing.values()].map(({ element }) => this.#start(element)));
  }

  close(): void {
    this.play(new Map());
  }

  #add(publicationId: string, peerId: string): HTMLAudioElement {
    const element = this.#document.createElement('audio');
    element.autoplay = true;
    element.hidden = true;
    element.dataset['publicationId'] = publicationId;
    element.volume = this.#volumes.get(peerId) ?? 1;
    this.#document.body.append(element);
    this.#playing.set(publicationId, { peerId, element });
    void this.#route(element);
    return element;
  }

  async #start(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // AbortError: the element was taken away or given another track before it started.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#setBlocked(true);
      else this.#log.debug('a sound did not start', error);
    }
  }

  async #route(element: HTMLAudioElement): Promise<void> {
    if (!AudioOutput.canChooseSpeaker()) return;
    const speakerId = this.#speakerId ?? '';
    if (element.sinkId === speakerId) return;
    try {
      await element.setSinkId(speakerId);
    } catch (error) {
      this.#log.warn('the chosen speaker cannot be used; the sound stays where it was', error);
    }
  }

  #setBlocked(isBlocked: boolean): void {
    if (this.#isBlocked === isBlocked) return;
    this.#isBlocked = isBlocked;
    this.#onBlocked(isBlocked);
  }
}
