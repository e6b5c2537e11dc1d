import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };

/** What a reader has to know to make anything of the numbers. */
export function circumstances(): string {
  return (
    `The peers, the server and the SFU share ${machine.cores} cores (${machine.cpu}) of one machine: no ` +
    'real network is in these numbers.'
  );
}

export function resultFile(name: string): string {
  return `${RESULTS}${name}.json`;
}

/** Writes `<name>.json` and the same as `latest.json`; and a page, when there is one. */
export async function writeResults(name: string, measured: object, page?: string): Promise<void> {
  const report = {
    name,
    measuredAt: new Date().toISOString(),
    node: process.version,
    machine,
    ...measured,
  };
  await mkdir(RESULTS, { recursive: true });
  for (const file of [resultFile(name), resultFile('latest')]) {
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (page !== undefined) await writeFile(`${RESULTS}${name}.html`, page);
  console.log(`Written to ${resultFile(name)}${page === undefined ? '' : ' and .html'}`);
}
