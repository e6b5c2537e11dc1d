import { command, succeeds } from './command.ts';
import type { Engine } from './Engine.ts';
import { Podman } from './Podman.ts';

/** The Docker engine when one answers, Podman otherwise. */
export async function openEngine(): Promise<Engine> {
  return (await succeeds('docker', ['info'])) ? openDocker() : Podman.open();
}

async function openDocker(): Promise<Engine> {
  const hasPlugin = await succeeds('docker', ['compose', 'version']);
  const [composeCommand, ...prefix] = hasPlugin ? ['docker', 'compose'] : ['docker-compose'];
  return {
    name: 'docker',
    run: (...args) => command('docker', args),
    compose: (args, env) => command(composeCommand as string, [...prefix, ...args], { env }),
    close: () => Promise.resolve(),
  };
}
