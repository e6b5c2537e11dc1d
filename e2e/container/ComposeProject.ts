import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../fixtures/projectRoot.ts';
import type { Engine } from './Engine.ts';

/** In place of the `.env` that a developer may keep in the project. */
const noSettings = fileURLToPath(new URL('none.env', import.meta.url));

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
    const { PATH, HOME } = process.env;
    this.#env = { PATH, HOME, ...settings };
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
    const which = ['--env-file', noSettings, '--project-name', this.#name, '--file', file];
    return this.#engine.compose([...which, ...profiles, ...args], this.#env);
  }
}
