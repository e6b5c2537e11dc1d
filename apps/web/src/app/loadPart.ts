/**
 * Before each of the next tries, in ms. The first is as long as a network that has just changed may need to carry
 * something again, all of them as long as a server needs to start anew.
 */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Loads a part of the app. A network that changes under a request (another Wi-Fi, a cable) fails it, and
 * carries the next one; a server that is started anew refuses it until then.
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
