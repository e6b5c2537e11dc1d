import { parseCommandLine } from './commandLine.ts';
import { examine } from './examine.ts';
import { exitCodeOf, type Finding, toLine } from './Finding.ts';
import { readCode } from './readCode.ts';

const command = parseCommandLine(process.argv.slice(2));
if (command.kind === 'wrong') {
  process.stderr.write(`${command.text}\n`);
  process.exitCode = 1;
} else {
  const print = (finding: Finding) => {
    if (!command.isJson) process.stdout.write(`${toLine(finding)}\n`);
  };
  const findings = command.kind === 'code' ? readCode(command.code) : await examine(command.url, print);
  if (command.kind === 'code') findings.forEach(print);
  if (command.isJson) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  // What a browser of somebody else found is read, not judged.
  process.exitCode = command.kind === 'code' && findings.length > 1 ? 0 : exitCodeOf(findings);
}
