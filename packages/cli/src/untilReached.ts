import { ParleyError } from '@parley/protocol/errors';

const CONNECT_WITHIN_MS = 15_000;

type Store<State> = {
  getState(): State;
  subscribe(listener: (state: State) => void): () => void;
};

/**
 * Resolves when the server has let this client in or refused it. The engine itself never gives up; somebody
 * at a command line wants to know.
 *
 * @throws {ParleyError} `timeout`
 */
export function untilReached<State>(
  store: Store<State>,
  isSettled: (state: State) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new ParleyError('timeout', 'The server cannot be reached.'));
    }, CONNECT_WITHIN_MS);
    const unsubscribe = store.subscribe((state) => {
      if (isSettled(state)) settle();
    });
    if (isSettled(store.getState())) settle();
  });
}
