import type { Layer } from './layersWithin.ts';
import { type SvcEncoding, svcMode } from './svcMode.ts';

/** Writes into the streams of a picture which of its layers are encoded, and with how many bits. */
export function encodeLayers(encodings: readonly SvcEncoding[], layers: readonly Layer[]): void {
  const [only] = encodings;
  if (only && encodings.length === 1 && layers.length > 1) {
    encodeInOne(only, layers);
    return;
  }
  for (const [index, { isActive, maxBitrate }] of layers.entries()) {
    const encoding = encodings[index];
    if (!encoding) continue;
    encoding.active = isActive;
    if (Number.isFinite(maxBitrate)) encoding.maxBitrate = Math.round(maxBitrate);
  }
}

/** SVC: one stream of fewer layers, the largest of which is as large as it was. */
function encodeInOne(encoding: SvcEncoding, layers: readonly Layer[]): void {
  const active = layers.filter(({ isActive }) => isActive);
  encoding.scalabilityMode = svcMode(active.length);
  encoding.scaleResolutionDownBy = 2 ** (layers.length - active.length);
  encoding.maxBitrate = Math.round(active.reduce((sum, { maxBitrate }) => sum + maxBitrate, 0));
}
