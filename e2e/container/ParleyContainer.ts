import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../tools/testing/freePorts.ts';
import { projectRoot } from '../fixtures/projectRoot.ts';
import { baseImageName, ensureBaseImage } from './baseImage.ts';
import { ComposeProject } from './ComposeProject.ts';
import type { Engine } from './Engine.ts';

/** Kept between runs: its layers are what makes the next build quick. */
const IMAGE = 'localhost/parley-e2e';
const READY_WITHIN_MS = 120_000;
const POLL_MS = 200;

/** Parley in a container, as the compose file of the project runs it. */
export class ParleyContainer {
  readonly url: string;
  readonly project: ComposeProject;
  readonly #engine: Engine;

  private constructor(engine: Engine, httpPort: number, project: ComposeProject) {
    this.#engine = engine;
    this.url = `http://127.0.0.1:${httpPort}`;
    this.project = project;
  }

  static async build(engine: Engine): Promise<void> {
    await ensureBaseImage(engine, baseImageName(join(projectRoot, 'Dockerfile')));
    // Podman's own format has no health checks.
    const format = engine.name === 'podman' ? ['--format', 'docker'] : [];
    const before = await imageId(engine);
    await engine.run('build', ...format, '--network=host', '--tag', IMAGE, projectRoot);
    // Without its name the last run's image would stay for ever; what it was made of is still of use.
    if (before !== undefined && before !== (await imageId(engine))) {
      await engine.run('rmi', '--no-prune', '--force', before);
    }
  }

  /** @param profiles and the services they bring are started along with Parley */
  static async start(
    engine: Engine,
    settings: Readonly<Record<string, string>> = {},
    profiles: readonly string[] = [],
  ): Promise<ParleyContainer> {
    const httpPort = await freePort();
    const project = new ComposeProject(
      engine,
      {
        PARLEY_IMAGE: IMAGE,
        HTTP_PUBLISH: `127.0.0.1:${httpPort}`,
        MEDIA_PORT: String(await freePort()),
        // The published port on this machine, and not the container's own address, which only this
        // machine could reach.
        MEDIA_ANNOUNCED_ADDRESSES: '127.0.0.1',
        ...settings,
      },
      profiles,
    );
    await project.up();
    const container = new ParleyContainer(engine, httpPort, project);
    try {
      await container.untilReady();
      return container;
    } catch (error) {
      const log = await project.log();
      await project.remove();
      throw new Error(`The container does not start.\n${log}`, { cause: error });
    }
  }

  async untilReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      if (Date.now() > deadline) throw new Error(`${this.url}/readyz does not answer with 200`);
      await pause(POLL_MS);
    }
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** Runs JavaScript inside the container and answers with what it printed. */
  async evaluate(script: string): Promise<string> {
    return (await this.project.exec('parley', 'node', '-e', script)).trim();
  }

  /** Runs the health check of the image and says what came of it. */
  async health(): Promise<string> {
    const id = await this.project.id('parley');
    // Podman leaves the repeating to systemd, which a test cannot rely on: run it once, here.
    if (this.#engine.name === 'podman') await this.#engine.run('healthcheck', 'run', id);
    return this.inspect('{{.State.Health.Status}}');
  }

  /** @param format a Go template */
  async inspect(format: string): Promise<string> {
    return (
      await this.#engine.run('inspect', '--format', format, await this.project.id('parley'))
    ).trim();
  }

  async restart(): Promise<void> {
    await this.project.compose('restart', 'parley');
    await this.untilReady();
  }

  async stop(): Promise<void> {
    await this.project.compose('stop', 'parley');
  }
}

function imageId(engine: Engine): Promise<string | undefined> {
  return engine.run('image', 'inspect', '--format', '{{.Id}}', IMAGE).then(
    (id) => id.trim(),
    () => undefined,
  );
}
