import type { CaptureFault } from '@parley/protocol/health';
import type { SentSample } from '../../media/stats/MediaSample.ts';

/** As much of a track as its health needs. */
export type WatchedTrack = Pick<MediaStreamTrack, 'kind' | 'muted' | 'readyState' | 'enabled' | 'label'>;

/** A system mutes a device for a moment when it hands it over. */
const MUTED_MS = 900;
/** Two whole looks in which not one bit was set, and the part of a third before them. */
const ZEROS_MS = 1_900;
const STILL_MS = 1_900;
/** A microphone that has come back from exact silence so often has a gate, and is well. */
const GATE_OPENINGS = 2;
const SHORTEST_GATE_MS = 900;

/**
 * Looks for the reason why there is nothing in what one source of this peer sends: a device that the
 * system has muted, that is gone, that delivers nothing but zeros or the same picture for ever.
 */
export class CaptureWatch {
  #track: WatchedTrack | null = null;
  #mutedMs = 0;
  #zerosMs = 0;
  #stillMs = 0;
  /** By the device's label: a gate is a property of the device and outlives the track. */
  readonly #openings = new Map<string, number>();

  /** @param isBlack whether the picture is known to be black now */
  look(
    track: WatchedTrack | null,
    sample: SentSample,
    spanMs: number,
    isBlack: boolean,
  ): CaptureFault | undefined {
    if (track !== this.#track) this.#reset(track);
    if (!track?.enabled) {
      this.#reset(track);
      return undefined;
    }
    if (track.readyState === 'ended') return 'ended';
    this.#mutedMs = track.muted ? this.#mutedMs + spanMs : 0;
    if (this.#mutedMs >= MUTED_MS) return 'muted-by-system';
    if (track.muted) return undefined;
    return track.kind === 'audio' ? this.#listen(sample, spanMs) : this.#see(sample, spanMs, isBlack);
  }

  #listen({ energy, captured }: SentSample, spanMs: number): CaptureFault | undefined {
    const label = this.#track?.label ?? '';
    // A device that delivers nothing at all is as silent as one that delivers zeros.
    if (energy === 0 || captured === 0) this.#zerosMs += spanMs;
    else {
      if (this.#zerosMs >= SHORTEST_GATE_MS && energy !== null) {
        this.#openings.set(label, (this.#openings.get(label) ?? 0) + 1);
      }
      this.#zerosMs = 0;
    }
    const hasGate = (this.#openings.get(label) ?? 0) >= GATE_OPENINGS && captured !== 0;
    return this.#zerosMs >= ZEROS_MS && !hasGate ? 'digital-silence' : undefined;
  }

  #see({ captured }: SentSample, spanMs: number, isBlack: boolean): CaptureFault | undefined {
    this.#stillMs = captured === 0 ? this.#stillMs + spanMs : 0;
    if (this.#stillMs >= STILL_MS) return 'frozen';
    return isBlack ? 'black' : undefined;
  }

  #reset(track: WatchedTrack | null): void {
    this.#track = track;
    this.#mutedMs = 0;
    this.#zerosMs = 0;
    this.#stillMs = 0;
  }
}
