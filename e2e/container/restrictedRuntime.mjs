/*
 * An OCI runtime for machines that are containers themselves and may not do everything: it takes what
 * such a machine cannot grant out of the description of a process and hands over to runc. Podman allows
 * containers without control groups only with a runtime called `crun`, so that is what it is called in
 * the configuration (see Podman.ts).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);

// A container is described in its bundle, a program that joins it later in a file of its own.
if (args.includes('create') || args.includes('run')) {
  rewrite(join(optionValue('--bundle', '-b') ?? '.', 'config.json'), (container) =>
    restrict(container.process),
  );
} else if (args.includes('exec')) {
  const path = optionValue('--process', '-p');
  if (path) rewrite(path, restrict);
}

const { status } = spawnSync('runc', withoutOption(args, '--cgroup-manager'), { stdio: 'inherit' });
process.exitCode = status ?? 1;

/**
 * @param {any} description a `process` of the OCI runtime specification
 */
function restrict(description) {
  // Raising a limit needs CAP_SYS_RESOURCE, which this machine itself does not have.
  delete description.rlimits;
  const sets = description.capabilities ?? {};
  for (const [set, names] of Object.entries(sets)) {
    sets[set] = names.filter((/** @type {string} */ name) => name !== 'CAP_SYS_RESOURCE');
  }
}

/**
 * @param {string} path of a JSON file
 * @param {(content: any) => void} change
 */
function rewrite(path, change) {
  const content = JSON.parse(readFileSync(path, 'utf8'));
  change(content);
  writeFileSync(path, JSON.stringify(content));
}

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
