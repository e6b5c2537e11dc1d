import type { StoreApi } from 'zustand';

export type ReadonlyStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;

const known = new WeakMap<object, unknown>();

/**
 * The same store for components: however often it changes in one task, they are told once, in the next.
 *
 * A page that was held up gets all events of the meantime in one task. React renders a change of a store
 * before the next event (`useSyncExternalStore` is never deferred), and takes fifty such renders with
 * another one still waiting for a loop without end: it throws. It is also fifty renders for one picture.
 */
export function coalesced<State>(store: ReadonlyStore<State>): ReadonlyStore<State> {
  const existing = known.get(store) as ReadonlyStore<State> | undefined;
  if (existing !== undefined) return existing;
  const listeners = new Set<Parameters<ReadonlyStore<State>['subscribe']>[0]>();
  // A message is a task of its own, and unlike a timer it is not late in a tab in the background.
  const { port1, port2 } = new MessageChannel();
  let before: State | undefined;
  port1.onmessage = () => {
    const was = before as State;
    before = undefined;
    for (const listener of listeners) listener(store.getState(), was);
  };
  let unsubscribe = () => {};
  const told: ReadonlyStore<State> = {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe(listener) {
      if (listeners.size === 0) {
        unsubscribe = store.subscribe((_now, was) => {
          if (before !== undefined) return;
          before = was;
          port2.postMessage(undefined);
        });
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) unsubscribe();
      };
    },
  };
  known.set(store, told);
  return told;
}
