import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command } from '../Command.ts';

const START = fileURLToPath(new URL('../../../../tools/start.mjs', import.meta.url));

export const serve: Command = {
  name: 'serve',
  args: [],
  summary: 'Start a server here, as `npm start` does. Ctrl-C stops it.',
  async run() {
    const child = spawn(process.execPath, [START], { stdio: 'inherit' });
    // A terminal sends Ctrl-C to both; the child decides when it is over.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  },
};
