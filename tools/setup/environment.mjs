import { delimiter, dirname, join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

/**
 * The environment in which dependencies are installed and programs of the project run: the chosen Node
 * and the project's own programs come first on the PATH.
 *
 * @param {string} node path of the Node binary
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(node, env = process.env) {
  const folders = [
    dirname(node),
    join(projectRoot, '.tools', 'node_modules', '.bin'),
    join(projectRoot, 'node_modules', '.bin'),
  ];
  return {
    ...env,
    PATH: [...folders, env['PATH'] ?? ''].join(delimiter),
    // A user's npm settings may point native builds at the headers of another Node.
    npm_config_nodedir: dirname(dirname(node)),
  };
}
