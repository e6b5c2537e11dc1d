/**
 * Something that the person at the keyboard has to decide or do. Programs print `message`, then
 * `remedy`, and no stack trace.
 */
export class SetupError extends Error {
  /**
   * @param {string} message what is wrong, one sentence
   * @param {string} [remedy] what helps, best of all a command to paste
   * @param {unknown} [cause] the error underneath, if there was one
   */
  constructor(message, remedy, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/**
 * Turns the file system's and the operating system's own errors into a SetupError where the cause is
 * one that people meet; anything else is returned unchanged.
 *
 * @param {unknown} error
 * @returns {unknown}
 */
export function explainSystemError(error) {
  if (!(error instanceof Error) || error instanceof SetupError) return error;
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error);
  const where = path ? ` (${path})` : '';
  switch (code) {
    case 'ENOSPC':
      return new SetupError(
        `The disk is full${where}.`,
        'Free some space (`df -h` shows where) and start again.',
        error,
      );
    case 'EDQUOT':
      return new SetupError(
        `Your disk quota is used up${where}.`,
        'Free some space (`quota` shows how much) and start again.',
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return new SetupError(
        `No permission for this file or folder${where}.`,
        'Give your user access to it, or set XDG_CACHE_HOME to a folder of your own.',
        error,
      );
    case 'EROFS':
      return new SetupError(
        `This file system is read-only${where}.`,
        'Set XDG_CACHE_HOME to a folder that can be written.',
        error,
      );
    default:
      return error;
  }
}
