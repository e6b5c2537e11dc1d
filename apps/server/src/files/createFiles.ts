import { join } from 'node:path';
import type { BaseLogger } from 'pino';
import type { Config } from '../config.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { FileRepository } from '../storage/FileRepository.ts';
import { FileAllowance } from './FileAllowance.ts';
import { FileDisk } from './FileDisk.ts';
import { Files } from './Files.ts';

type Setup = {
  repository: FileRepository;
  config: Pick<Config, 'dataDir' | 'files'>;
  rateLimits: Pick<RateLimits, 'guestFiles'>;
  /** Calls back after so many milliseconds. */
  after: (ms: number, callback: () => void) => () => void;
  now: () => number;
  newId: () => string;
  log: BaseLogger;
};

/** The files in `DATA_DIR/files`, within what the operator allows. */
export function createFiles({ config, rateLimits, ...setup }: Setup): Files {
  const files = new Files({
    ...setup,
    disk: new FileDisk(join(config.dataDir, 'files')),
    allowance: new FileAllowance({
      repository: setup.repository,
      maxBytes: config.files.max,
      totalBytes: config.files.total,
      guests: rateLimits.guestFiles,
    }),
  });
  void files.begin();
  return files;
}
