import { stderr } from 'node:process';

/**
 * Where the steps of a set-up tell what they do. Everything goes to standard error, so that standard
 * output stays free for a result.
 *
 * @typedef {object} Report
 * @property {(text: string) => void} line one line, kept
 * @property {(done: number, total: number, text: string) => void} progress how far a long step is
 */

/**
 * On a terminal the progress is one line that is written over; elsewhere (a log, CI) a line at every
 * tenth of the way, so that a log does not fill with hundreds of them.
 *
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [stream]
 * @returns {Report}
 */
export function createReport(stream = stderr) {
  const startedAt = Date.now();
  let lastTenth = -1;
  let isLineOpen = false;

  const closeLine = () => {
    if (isLineOpen) stream.write('\n');
    isLineOpen = false;
  };

  return {
    line(text) {
      closeLine();
      lastTenth = -1;
      stream.write(`${text}\n`);
    },
    progress(done, total, text) {
      const counted = `  [ ${done}/${total} ] ${text}`;
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${counted} ${formatDuration(Date.now() - startedAt)}`);
        isLineOpen = done < total;
        if (!isLineOpen) stream.write('\n');
        return;
      }
      const tenth = Math.floor((done / total) * 10);
      if (tenth < lastTenth) lastTenth = -1;
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      stream.write(`${counted}\n`);
    },
  };
}

/**
 * @param {number} durationMs
 * @returns {string} `850 ms`, `12.3 s` or `4 min 05 s`
 */
export function formatDuration(durationMs) {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
