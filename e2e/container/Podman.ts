import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { command, succeeds } from './command.ts';
import type { Engine } from './Engine.ts';

const ANSWERS_WITHIN_MS = 60_000;
const POLL_MS = 100;
/** If the tests are killed, the service ends by itself after this long without work. */
const IDLE_S = 600;

/** Podman's older way of making networks may be its default but not be installed. */
const NETWORK = '[network]\nnetwork_backend = "netavark"\n';

/**
 * Podman with a configuration of its own, and with its Docker-compatible service for compose. Nothing of
 * the machine's configuration is changed.
 */
export class Podman implements Engine {
  readonly name = 'podman';
  readonly #directory: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #socket: string;
  #service: ChildProcess | undefined;

  private constructor() {
    this.#directory = mkdtempSync(join(tmpdir(), 'parley-podman-'));
    this.#socket = `unix://${join(this.#directory, 'podman.sock')}`;
    this.#env = { ...process.env, CONTAINERS_CONF: join(this.#directory, 'containers.conf') };
  }

  static async open(): Promise<Podman> {
    const podman = new Podman();
    podman.#configure(NETWORK);
    if (!(await podman.#canRunContainers())) podman.#configure(NETWORK + podman.#restrictions());
    await podman.#startService();
    return podman;
  }

  run(...args: string[]): Promise<string> {
    return command('podman', args, { env: this.#env });
  }

  compose(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
    return command('docker-compose', args, { env: { ...env, DOCKER_HOST: this.#socket } });
  }

  async close(): Promise<void> {
    const service = this.#service;
    if (service && service.exitCode === null) {
      const gone = new Promise((resolve) => service.once('exit', resolve));
      service.kill('SIGTERM');
      await gone;
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #configure(text: string): void {
    writeFileSync(this.#env['CONTAINERS_CONF'] as string, text);
  }

  /** For a machine that is a container itself: no control groups, and a runtime that asks for less. */
  #restrictions(): string {
    const runtime = join(this.#directory, 'crun');
    const program = fileURLToPath(new URL('restrictedRuntime.mjs', import.meta.url));
    writeFileSync(runtime, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(runtime, 0o755);
    return [
      '[containers]',
      'cgroups = "disabled"',
      'cgroupns = "host"',
      '[engine]',
      'runtime = "crun"',
      'cgroup_manager = "cgroupfs"',
      'events_logger = "file"',
      '[engine.runtimes]',
      `crun = ["${runtime}"]`,
      '',
    ].join('\n');
  }

  /** Tried with an image that holds nothing but a shell: the machine's own files, read-only. */
  #canRunContainers(): Promise<boolean> {
    const args = ['run', '--rm', '--network=none', '--rootfs', '/:O', 'true'];
    return succeeds('podman', args, { env: this.#env });
  }

  async #startService(): Promise<void> {
    const args = ['system', 'service', `--time=${IDLE_S}`, this.#socket];
    const service = spawn('podman', args, { env: this.#env, stdio: 'ignore' });
    this.#service = service;
    const deadline = Date.now() + ANSWERS_WITHIN_MS;
    while (!(await succeeds('podman', ['--url', this.#socket, 'version'], { env: this.#env }))) {
      if (Date.now() > deadline || service.exitCode !== null)
        throw new Error("Podman's service does not answer.");
      await pause(POLL_MS);
    }
  }
}
