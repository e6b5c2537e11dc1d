import type { CaptureFault, HealthReport, SentReport } from '@parley/protocol/health';
import type { Source } from '@parley/protocol/media';
import type { MediaSample, SentSample } from '../../media/stats/MediaSample.ts';
import { BlackPicture } from './BlackPicture.ts';
import { CaptureWatch } from './CaptureWatch.ts';
import { levelOf } from './levelOf.ts';

type Sum = { packets: number; frames: number; energy: number | null; seconds: number };

/** Only these come from a device; a screen has its own reasons to stand still. */
const DEVICES: readonly Source[] = ['microphone', 'camera'];

/** What this peer sends: counts since the last report, and why there is nothing in it. */
export class SentWatch {
  readonly #sums = new Map<string, Sum>();
  readonly #captures = new Map<Source, CaptureWatch>();
  readonly #black: BlackPicture;
  readonly #faults = new Map<Source, CaptureFault>();

  constructor(black = new BlackPicture()) {
    this.#black = black;
  }

  /** @param isPaused whether the room lists it as paused, or does not list it */
  take(
    { sent, spanMs }: MediaSample,
    trackOf: (source: Source) => MediaStreamTrack | null,
    isPaused: (publicationId: string) => boolean,
  ): void {
    this.#faults.clear();
    for (const sample of sent) {
      const { publicationId, source } = sample;
      if (isPaused(publicationId)) {
        this.#sums.delete(publicationId);
        this.#captures.delete(source);
        continue;
      }
      const sum = this.#sums.get(publicationId) ?? { packets: 0, frames: 0, energy: 0, seconds: 0 };
      sum.packets += sample.packets;
      sum.frames += sample.frames ?? 0;
      sum.energy = sample.energy === null || sum.energy === null ? null : sum.energy + sample.energy;
      sum.seconds += spanMs / 1_000;
      this.#sums.set(publicationId, sum);
      const fault = DEVICES.includes(source)
        ? this.#faultOf(sample, trackOf(source), spanMs)
        : undefined;
      if (fault) this.#faults.set(source, fault);
    }
  }

  reports({ sent }: MediaSample): SentReport[] {
    return sent.flatMap((sample): SentReport[] => {
      const sum = this.#sums.get(sample.publicationId);
      if (!sum) return [];
      const fault = this.#faults.get(sample.source);
      const isHeard = sample.kind === 'audio' && sum.energy !== null && sum.seconds > 0;
      return [
        {
          publicationId: sample.publicationId,
          packets: sum.packets,
          ...(sample.kind === 'video' && sample.frames !== null && { frames: sum.frames }),
          ...(isHeard && { level: levelOf(sum.energy ?? 0, sum.seconds) }),
          ...(fault && { fault }),
        },
      ];
    });
  }

  /** The counts have been reported. */
  restart(): void {
    this.#sums.clear();
  }

  #faultOf(
    sample: SentSample,
    track: MediaStreamTrack | null,
    spanMs: number,
  ): CaptureFault | undefined {
    const { source } = sample;
    // A picture that a program draws stands still when there is nothing to draw.
    if (track && isDrawn(track)) return undefined;
    const capture = this.#captures.get(source) ?? new CaptureWatch();
    this.#captures.set(source, capture);
    const isBlack = source === 'camera' && this.#black.look(track, sample);
    return capture.look(track, sample, spanMs, isBlack);
  }
}

/** How the SFU gets what is sent, by its own reports; undefined while there are none. */
export function uplinkOf({ sent }: MediaSample): HealthReport['uplink'] {
  const reported = sent.filter(({ loss, packets }) => loss !== null && packets > 0);
  const packets = reported.reduce((sum, one) => sum + one.packets, 0);
  if (packets === 0) return undefined;
  const lost = reported.reduce((sum, one) => sum + (one.loss ?? 0) * one.packets, 0);
  const roundTripMs = Math.max(...reported.map((one) => one.roundTripMs ?? 0));
  return {
    loss: Math.min(1, Math.max(0, lost / packets)),
    roundTripMs: Math.round(Math.min(60_000, roundTripMs)),
  };
}

function isDrawn(track: MediaStreamTrack): boolean {
  const { CanvasCaptureMediaStreamTrack: Drawn } = globalThis;
  return typeof Drawn === 'function' && track instanceof Drawn;
}
