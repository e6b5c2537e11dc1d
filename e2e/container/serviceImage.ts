import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../fixtures/projectRoot.ts';
import { baseImageName, ensureBaseImage } from './baseImage.ts';
import type { Engine } from './Engine.ts';

/** The default of `${variable:-image}` in the compose file. */
function composeDefault(variable: string): string {
  const compose = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
  const name = new RegExp(`\\$\\{${variable}:-([^}]+)\\}`).exec(compose)?.[1];
  if (name === undefined) throw new Error(`docker-compose.yml has no ${variable}`);
  return name;
}

/**
 * The image of a service that is not ours: from its registry, or, where that cannot be reached, made of
 * Debian's package of the same program.
 *
 * @returns its name
 */
export async function ensureServiceImage(
  engine: Engine,
  variable: string,
  debianPackage: string,
): Promise<string> {
  const published = composeDefault(variable);
  try {
    await engine.run('pull', published);
    return published;
  } catch {
    return buildFromPackage(engine, debianPackage);
  }
}

async function buildFromPackage(engine: Engine, debianPackage: string): Promise<string> {
  const base = baseImageName(join(projectRoot, 'Dockerfile'));
  await ensureBaseImage(engine, base);
  const name = `localhost/parley-e2e-${debianPackage}`;
  const directory = mkdtempSync(join(tmpdir(), 'parley-service-image-'));
  try {
    const install = `apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`;
    writeFileSync(join(directory, 'Dockerfile'), `FROM ${base}\nRUN ${install}\n`);
    await engine.run('build', '--network=host', '--tag', name, directory);
    return name;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
