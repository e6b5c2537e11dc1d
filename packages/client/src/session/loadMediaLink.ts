/**
 * The only place that loads `MediaLink` and what it is made of: the pre-join page can be used without it. The
 * second call is answered from the module cache.
 */
export function loadMediaLink(): Promise<typeof import('./MediaLink.ts')> {
  return import('./MediaLink.ts');
}
