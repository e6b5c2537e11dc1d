import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

test('whoever ends the tests ends what they have started, with all its children', async () => {
  const run = `
    import { runProgram } from ${JSON.stringify(new URL('../testing/runProgram.mjs', import.meta.url))};
    await runProgram('sh', ['-c', 'sleep 60 & echo asleep; wait'], process.env);`;
  const tests = spawn(process.execPath, ['--input-type=module', '-e', run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(tests.stdout, 'data');

  // Not before the last one that could write to it is gone.
  const closed = once(tests, 'close');
  tests.kill('SIGTERM');

  expect(await closed).toEqual([143, null]);
});
