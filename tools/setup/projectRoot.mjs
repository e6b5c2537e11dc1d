import { fileURLToPath } from 'node:url';

/** The folder with the root package.json. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
