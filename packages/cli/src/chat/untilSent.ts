import type { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';

/**
 * Resolves when the server has kept all that was written here.
 * @throws {ParleyError} why it did not
 */
export function untilSent({ store }: CallSession): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = ({ chat, phase, error }: CallState) => {
      const failed = chat.unsent.find((message) => message.error !== null)?.error ?? error;
      const isDone = chat.unsent.length === 0;
      if (!isDone && failed === null && phase === 'joined') return;
      unsubscribe();
      if (isDone) resolve();
      else reject(failed ?? new Error('The call ended before everything was sent.'));
    };
    const unsubscribe = store.subscribe(look);
    look(store.getState());
  });
}
