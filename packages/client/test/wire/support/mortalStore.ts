import type { MessageStore } from '../../../src/messages/MessageStore.ts';

type Death = { when: 'before' | 'after'; count: number };

/**
 * What a device keeps that loses its power at a step: before or after the change of that count is kept. From
 * then on nothing is answered any more.
 */
export function mortalStore(kept: MessageStore, { when, count }: Death) {
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  const forEver = new Promise<never>(() => {});
  let left = count;
  const store: MessageStore = {
    ...kept,
    async change(messageIds, change) {
      left -= 1;
      if (left < 0) return forEver;
      if (left === 0 && when === 'before') {
        die();
        return forEver;
      }
      const changed = await kept.change(messageIds, change);
      if (left > 0) return changed;
      die();
      return forEver;
    },
    // The lock of a browser ends with it.
    exclusively: (task) => task(),
  };
  return { store, died };
}
