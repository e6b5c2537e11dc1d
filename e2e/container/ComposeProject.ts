import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '../fixtures/projectRoot.ts';
import type { Engine } from './Engine.ts';

/** The project's compose file under a name of its own, with the settings of a test and no others. */
export class ComposeProject {
  readonly #engine: Engine;
  readonly #env: NodeJS.ProcessEnv;
  readonly #name = `parley-e2e-${randomUUID().slice(0, 8)}`;
  readonly #profiles: readonly string[];

  constructor(
    engine: Engine,
    settings: Readonly<Record<string, string>>,
    profiles: readonly string[] = [],
  ) {
    this.#engine = engine;
    this.#env = { ...process.env, ...settings };
    this.#profiles = profiles;
  }

  async up(...services: string[]): Promise<void> {
    try {
      await this.compose('up', '--detach', '--no-build', ...services);
    } catch (error) {
      await this.remove();
      throw error;
    }
  }

  /** The engine's id of a service's container. */
  async id(service: string): Promise<string> {
    return (await this.compose('ps', '--quiet', service)).trim();
  }

  /** Runs a program inside a service's container and answers with what it printed. */
  async exec(service: string, ...args: string[]): Promise<string> {
    return this.#engine.run('exec', await this.id(service), ...args);
  }

  async log(): Promise<string> {
    return this.compose('logs', '--no-color');
  }

  /** Takes everything away, networks and data too. */
  async remove(): Promise<void> {
    await this.compose('down', '--volumes', '--timeout', '10');
  }

  compose(...args: string[]): Promise<string> {
    const file = join(projectRoot, 'docker-compose.yml');
    const profiles = this.#profiles.flatMap((profile) => ['--profile', profile]);
    // The developer may keep settings in .env; they are not for tests.
    const which = ['--env-file', '/dev/null', '--project-name', this.#name, '--file', file];
    return this.#engine.compose([...which, ...profiles, ...args], this.#env);
  }
}
