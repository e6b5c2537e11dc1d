/**
 * The only place that loads mediasoup-client: dynamically, so that a page's first load is without
 * it. The second call is answered from the module cache.
 */
export function loadMediasoup(): Promise<typeof import('mediasoup-client')> {
  return import('mediasoup-client');
}
