import type { Source } from '@parley/protocol/media';
import type { CapturedScreen } from '../media/localTracks.ts';

export type ScreenPart = Extract<Source, 'screen' | 'screen-audio'>;

export const SCREEN_PARTS: readonly ScreenPart[] = ['screen', 'screen-audio'];

/** What is captured of a screen and its sound, or was given by the program in its place. */
export class HeldScreen {
  readonly #onEnded: () => void;
  readonly #tracks: Record<ScreenPart, MediaStreamTrack | null> = { screen: null, 'screen-audio': null };
  #isGiven = false;

  /** @param onEnded one of the tracks ended by itself */
  constructor(onEnded: () => void) {
    this.#onEnded = onEnded;
  }

  track(part: ScreenPart): MediaStreamTrack | null {
    return this.#tracks[part];
  }

  get isThere(): boolean {
    return SCREEN_PARTS.some((part) => this.#tracks[part] !== null);
  }

  /** The program brought it, and it is never stopped here. */
  get isGiven(): boolean {
    return this.#isGiven;
  }

  hold({ video, audio }: CapturedScreen): void {
    this.#watch('screen', video);
    this.#watch('screen-audio', audio);
  }

  /** A track that the program brought; null ends that. */
  give(part: ScreenPart, track: MediaStreamTrack | null): void {
    if (!this.#isGiven) this.release();
    this.#watch(part, track);
    this.#isGiven = this.isThere;
  }

  /** The browser's own "Stop sharing", or the shared window was closed. @returns whether the picture has ended */
  dropEnded(): boolean {
    if (this.#tracks['screen-audio']?.readyState === 'ended') this.#watch('screen-audio', null);
    return this.#tracks.screen?.readyState === 'ended';
  }

  release(): void {
    for (const part of SCREEN_PARTS) {
      if (!this.#isGiven) this.#tracks[part]?.stop();
      this.#watch(part, null);
    }
    this.#isGiven = false;
  }

  #watch(part: ScreenPart, track: MediaStreamTrack | null): void {
    this.#tracks[part]?.removeEventListener('ended', this.#onEnded);
    this.#tracks[part] = track;
    track?.addEventListener('ended', this.#onEnded);
  }
}
