/** Each as long as a network that has just changed may need to carry something again. */
const RETRIES = 3;
const PAUSE_MS = 1_000;

/**
 * Loads a part of the app. A network that changes under a request (another Wi-Fi, a cable) fails it, and
 * carries the next one.
 *
 * @throws what the last try failed with
 */
export const loadPart = <Part>(load: () => Promise<Part>, retries = RETRIES): Promise<Part> =>
  load().catch((error) => {
    if (retries === 0) throw error;
    return new Promise((resolve) => setTimeout(resolve, PAUSE_MS)).then(() =>
      loadPart(load, retries - 1),
    );
  });
