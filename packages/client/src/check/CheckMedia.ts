/** Something that can be sent and that the check makes itself. */
export type MadeTrack = { readonly track: MediaStreamTrack; stop(): void };

/** Where a check gets its sounds and pictures from: a browser's canvas, or a program's own. */
export type CheckMedia = {
  /** A steady tone of `TONE_HZ`. */
  tone(): MadeTrack;
  /** A picture that no encoder can make small. */
  picture(size: { width: number; height: number }, framesPerSecond: number): MadeTrack;
  /**
   * Whether that tone is in what arrives, within a few seconds; undefined where it cannot be found out.
   */
  hearsTone(track: MediaStreamTrack): Promise<boolean | undefined>;
};

/** Concert pitch, which phones play and every codec for speech keeps. */
export const TONE_HZ = 440;
