import { openEngine } from './openEngine.ts';
import { ParleyContainer } from './ParleyContainer.ts';

/** Vitest global set-up: builds the image once for all the tests of this suite. */
export async function setup(): Promise<void> {
  const engine = await openEngine();
  try {
    await ParleyContainer.build(engine);
  } finally {
    await engine.close();
  }
}
