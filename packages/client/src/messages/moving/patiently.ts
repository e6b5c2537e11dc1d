import { toParleyError } from '../../toParleyError.ts';

/** Asks again what was asked too fast, when the server says that it may be. */
export async function patiently<Reply>(ask: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const { code, details } = toParleyError(error);
      const waitMs = details?.['retryInMs'];
      if (code !== 'rate-limited' || typeof waitMs !== 'number') throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
