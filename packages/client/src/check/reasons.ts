/**
 * Why a result is not simply good: a closed list, so that each has a text that says what to do. Their
 * order is part of the code that people send to the operator: only append, 31 at most.
 */
export const CHECK_REASONS = [
  // The page.
  'insecure-page',
  'unsupported',
  // The signalling.
  'unreachable',
  'refused',
  'polling-only',
  'slow',
  // The ways of the media.
  'no-answer',
  'no-answer-at-all',
  'not-offered',
  'wrong-secret',
  'turn-unreachable',
  'not-relayed',
  // What goes over them.
  'not-heard',
  'not-measured',
  'lossy',
  'narrow',
  'busy-processor',
  // Devices: those of `DeviceErrorCode`, and one that delivers nothing.
  'denied',
  'denied-by-system',
  'dismissed',
  'not-found',
  'in-use',
  'lost',
  'frame-not-allowed',
  'failed',
  'silent',
] as const;
export type CheckReason = (typeof CHECK_REASONS)[number];
