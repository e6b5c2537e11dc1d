/*
 * An OCI runtime for machines that are containers themselves and may not do everything: it takes what
 * such a machine cannot grant out of the container's description and hands over to runc. Podman allows
 * containers without control groups only with a runtime called `crun`, so that is what it is called in
 * the configuration (see podman.ts).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);

if (args.includes('create') || args.includes('run')) {
  const path = join(optionValue('--bundle', '-b') ?? '.', 'config.json');
  const spec = JSON.parse(readFileSync(path, 'utf8'));
  // Raising a limit needs CAP_SYS_RESOURCE, which this machine itself does not have.
  delete spec.process.rlimits;
  for (const [set, names] of Object.entries(spec.process.capabilities ?? {})) {
    spec.process.capabilities[set] = names.filter((name) => name !== 'CAP_SYS_RESOURCE');
  }
  writeFileSync(path, JSON.stringify(spec));
}

const { status } = spawnSync('runc', withoutOption(args, '--cgroup-manager'), { stdio: 'inherit' });
process.exitCode = status ?? 1;

/** @param {string[]} names */
function optionValue(...names) {
  const index = args.findIndex((arg) => names.includes(arg));
  return index < 0 ? undefined : args[index + 1];
}

/**
 * @param {string[]} list
 * @param {string} name crun knows this option, runc does not
 */
function withoutOption(list, name) {
  return list.filter((arg, i) => arg !== name && list[i - 1] !== name && !arg.startsWith(`${name}=`));
}
