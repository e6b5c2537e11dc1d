/** Undefined where the browser forbids it, as with all cookies blocked: already the name throws there. */
export function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/**
 * One value in localStorage. Reading never fails: storage can be full, forbidden by the browser, or
 * hold what an older version wrote.
 */
export function readStored<Value>(
  key: string,
  isValid: (value: unknown) => value is Value,
): Value | undefined {
  try {
    const value: unknown = JSON.parse(browserStorage()?.getItem(key) ?? 'null');
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets silently where the browser keeps nothing: what is stored is a comfort, never a need. */
export function writeStored(key: string, value: unknown): void {
  try {
    browserStorage()?.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full disks: the page goes on with what it has in memory.
  }
}
