import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.ts';
import type { Engine } from './Engine.ts';

const NPM_VERSION = '11';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** The default of the Dockerfile's NODE_IMAGE. */
export function baseImageName(dockerfile: string): string {
  const name = /^ARG NODE_IMAGE=(\S+)$/m.exec(readFileSync(dockerfile, 'utf8'))?.[1];
  if (name === undefined) throw new Error(`${dockerfile} has no NODE_IMAGE`);
  return name;
}

/**
 * Sees that the image that everything is built on is there: already, or from its registry, or, where no
 * registry can be reached, made here from Debian's packages and this machine's Node.
 */
export async function ensureBaseImage(engine: Engine, name: string): Promise<void> {
  if (await isThere(engine, name)) return;
  const wasPulled = await engine.run('pull', name).then(
    () => true,
    () => false,
  );
  if (!wasPulled) await makeBaseImage(engine, name);
}

function isThere(engine: Engine, name: string): Promise<boolean> {
  return engine.run('image', 'inspect', name).then(
    () => true,
    () => false,
  );
}

async function makeBaseImage(engine: Engine, name: string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'parley-base-image-'));
  try {
    await command('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', root]);
    cpSync(process.execPath, join(root, 'usr/local/bin/node'), { dereference: true });
    const npm = ['install', '--global', '--prefix', join(root, 'usr/local'), `npm@${NPM_VERSION}`];
    await command('npm', [...npm, '--no-audit', '--no-fund']);
    await trustWhatThisMachineTrusts(root);
    await importImage(engine, root, name);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A machine behind an inspecting proxy has that proxy's certificate, and mirrors for its packages. */
async function trustWhatThisMachineTrusts(root: string): Promise<void> {
  const folders = [
    '/usr/local/share/ca-certificates',
    '/etc/apt/sources.list',
    '/etc/apt/sources.list.d',
  ];
  for (const path of folders) {
    if (existsSync(path)) cpSync(path, join(root, path), { recursive: true, dereference: true });
  }
  await command('chroot', [root, 'update-ca-certificates']);
}

/** Debian's tar packs the tree and the engine unpacks it as an image of one layer. */
async function importImage(engine: Engine, root: string, name: string): Promise<void> {
  const archive = `${root}.tar`;
  try {
    await command('tar', ['-C', root, '-cf', archive, '.']);
    const settings = ['CMD ["node"]', ...environment().map((line) => `ENV ${line}`)];
    const changes = settings.flatMap((setting) => ['--change', setting]);
    await engine.run('import', ...changes, archive, name);
  } finally {
    rmSync(archive, { force: true });
  }
}

function environment(): string[] {
  return [
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    `NODE_EXTRA_CA_CERTS=${CERTIFICATES}`,
    `SSL_CERT_FILE=${CERTIFICATES}`,
  ];
}
