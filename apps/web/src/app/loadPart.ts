/** Long enough for a network that has just changed to carry something again. */
const PAUSES_MS = [300, 1_000, 3_000];

/**
 * Loads a part of the app. A network that changes under a request (another Wi-Fi, a cable) fails it, and
 * carries the next one.
 *
 * @throws what the last try failed with
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return load();
}
