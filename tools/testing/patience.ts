import { vi } from 'vitest';

/** Vitest's own is a second, and cannot be set. */
const TIMEOUT_MS = 20_000;

const waitFor = vi.waitFor.bind(vi);

vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: TIMEOUT_MS,
    ...(typeof options === 'number' ? { timeout: options } : options),
  });
