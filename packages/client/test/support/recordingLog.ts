import type { Log } from '../../src/log.ts';

export type Recorder = Log & { readonly problems: readonly string[] };

/** Keeps what the engine complains about, for a test to look at. */
export function recordingLog(): Recorder {
  const problems: string[] = [];
  const keep = (message: string, data?: unknown) => {
    problems.push(data === undefined ? message : `${message}: ${String(data)}`);
  };
  return { debug: () => {}, warn: keep, error: keep, problems };
}
