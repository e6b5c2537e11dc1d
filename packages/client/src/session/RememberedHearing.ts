import type { KeyValueStorage } from '../media/Devices.ts';

/** How one person is heard here. */
export type HeardAs = {
  /** From 0 to 1. */
  readonly volume: number;
  readonly isAlwaysHeard: boolean;
};

const KEY = 'parley.heard';

/** The last so many people of whom one wanted something: what is remembered does not grow for ever. */
const KEPT = 200;

/** As everybody is heard of whom nothing is remembered. */
export const AS_OTHERS: HeardAs = { volume: 1, isAlwaysHeard: false };

/** How people with an account are to be heard in the next call too. It stays on this machine. */
export class RememberedHearing {
  readonly #storage: KeyValueStorage | undefined;

  constructor(storage: KeyValueStorage | undefined) {
    this.#storage = storage;
  }

  of(accountId: string): HeardAs | undefined {
    return this.#read().get(accountId);
  }

  keep(accountId: string, heardAs: HeardAs): void {
    const remembered = this.#read();
    remembered.delete(accountId);
    const isAsOthers =
      heardAs.volume === AS_OTHERS.volume && heardAs.isAlwaysHeard === AS_OTHERS.isAlwaysHeard;
    if (!isAsOthers) remembered.set(accountId, heardAs);
    try {
      this.#storage?.setItem(KEY, JSON.stringify([...remembered].slice(-KEPT)));
    } catch {
      // A full or forbidden storage: it holds for this call.
    }
  }

  /** Read each time: another tab may have changed it. */
  #read(): Map<string, HeardAs> {
    try {
      const stored: unknown = JSON.parse(this.#storage?.getItem(KEY) ?? '[]');
      return new Map(Array.isArray(stored) ? stored.filter(isEntry) : []);
    } catch {
      return new Map();
    }
  }
}

function isEntry(value: unknown): value is [string, HeardAs] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const { volume, isAlwaysHeard } = Object(value[1]) as Partial<HeardAs>;
  return typeof volume === 'number' && volume >= 0 && volume <= 1 && typeof isAlwaysHeard === 'boolean';
}
