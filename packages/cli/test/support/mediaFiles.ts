import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-media-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A video of a few seconds in one shade of grey, with a tone. */
export function makeClip({ hertz, seconds }: { hertz: number; seconds: number }): string {
  const path = join(temporaryFolder(), 'clip.mkv');
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', `color=0xC8C8C8:size=320x240:rate=15:d=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=${hertz}:duration=${seconds}`],
    ...['-c:v', 'mjpeg', '-c:a', 'pcm_s16le', path],
  ]);
  return path;
}

export function makeText(): string {
  const path = join(temporaryFolder(), 'notes.txt');
  writeFileSync(path, 'No film.\n');
  return path;
}
