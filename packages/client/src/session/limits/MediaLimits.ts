/** How much is sent and received at the most: by this person's wish, or because this machine cannot do more. */
export type MediaLimits = {
  /** Of all that is received, and of all that is sent, in bit/s; null without a limit. */
  readonly maxBitrate: number | null;
  /** How much smaller pictures are because this machine does not keep up; 0 is not at all. */
  readonly strain: Strain;
};

export type Strain = 0 | 1 | 2;

export const NO_LIMITS: MediaLimits = { maxBitrate: null, strain: 0 };

/** A voice at its full rate, with the headers of its packets, in bit/s. */
export const VOICE_BITRATE = 60_000;
