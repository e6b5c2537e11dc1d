import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const COLORS = { white: '-wr', black: '-br' } as const;

/**
 * An X11 screen in memory with nothing on it, until the test ends. It chooses a number that is free.
 *
 * @returns what `DISPLAY` is for the programs on it, such as `:99`
 */
export async function startScreen(color: keyof typeof COLORS): Promise<string> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '640x360x24', '-nolisten', 'tcp', COLORS[color]],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = once(server, 'exit');
  onTestFinished(async () => {
    server.kill();
    await ended;
  });
  const number = once(createInterface(server.stdout), 'line').then(([line]) => `:${line}`);
  const failed = ended.then(() => {
    throw new Error('there is no screen');
  });
  return Promise.race([number, failed]);
}
