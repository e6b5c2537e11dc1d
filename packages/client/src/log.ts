/** Where the engine says what happens. `data` is for programs and may be large. */
export type Log = {
  debug(message: string, data?: unknown): void;
  warn(message: string, data?: unknown): void;
  error(message: string, data?: unknown): void;
};

/** Warnings and errors to the console, nothing else. */
export const consoleLog: Log = {
  debug() {},
  warn: (message, data) => console.warn(`[parley] ${message}`, ...(data === undefined ? [] : [data])),
  error: (message, data) => console.error(`[parley] ${message}`, ...(data === undefined ? [] : [data])),
};
