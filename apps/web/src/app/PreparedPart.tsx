import { type ComponentType, lazy, useState } from 'react';
import { loadPart } from './loadPart.ts';

/** A part of the app that can be had ready before it is shown. */
export class Preparation {
  readonly #load: () => Promise<{ default: ComponentType }>;
  readonly #lazy: ComponentType;
  #ready: ComponentType | undefined;

  constructor(load: () => Promise<{ default: ComponentType }>) {
    this.#load = load;
    this.#lazy = lazy(() => loadPart(load));
  }

  /** Loads it, to be shown later. */
  async prepare(): Promise<void> {
    this.#ready = (await this.#load()).default;
  }

  /** What can be shown now: itself, or something lazy in its place. */
  get component(): ComponentType {
    return this.#ready ?? this.#lazy;
  }
}

/**
 * Shows a part at once when it was prepared. Something lazy is waited for even when it is loaded already, and
 * what React shows meanwhile it keeps for 300 ms (`FALLBACK_THROTTLE_MS`).
 */
export function PreparedPart({ of }: { of: Preparation }) {
  // As it was begun: another component in its place would lose what it holds.
  const [Shown] = useState(() => of.component);
  return <Shown />;
}
