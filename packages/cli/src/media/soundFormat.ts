/** Opus' own rate (RFC 6716), so that nothing is converted twice. In Hz. */
export const SAMPLE_RATE = 48_000;
/** WebRTC takes and gives sound in pieces of 10 ms. */
export const FRAME_MS = 10;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1_000;
export const BYTES_PER_SAMPLE = 2;
