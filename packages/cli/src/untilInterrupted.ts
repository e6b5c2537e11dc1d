/** Aborted by Ctrl-C, or when this program is asked to end: it then does so in order. A second one ends it at once. */
export function untilInterrupted(): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort());
  }
  return controller;
}
