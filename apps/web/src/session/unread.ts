import { createStore, useStore } from 'zustand';

/** Direct messages that were not read; nothing while nobody is signed in. */
export const unread = createStore<{ readonly count: number }>(() => ({ count: 0 }));

export function useUnreadCount(): number {
  return useStore(unread, ({ count }) => count);
}
