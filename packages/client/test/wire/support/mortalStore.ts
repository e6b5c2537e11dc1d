import type { MessageStore } from '../../../src/messages/MessageStore.ts';

type Death = {
  when: 'before' | 'after';
  count: number;
  /** Which changes count; all of them, unless told otherwise. */
  isCounted?: (messageIds: readonly string[]) => boolean;
};

/**
 * What a device keeps that loses its power at a step: before or after the change of that count is kept. From
 * then on nothing is answered any more.
 */
export function mortalStore(kept: MessageStore, { when, count, isCounted = () => true }: Death) {
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  const forEver = new Promise<never>(() => {});
  let left = count;
  let isDead = false;
  const store: MessageStore = {
    ...kept,
    async change(messageIds, change) {
      if (isDead) return forEver;
      if (!isCounted(messageIds)) return kept.change(messageIds, change);
      left -= 1;
      isDead = left === 0;
      if (!isDead) return kept.change(messageIds, change);
      if (when === 'after') await kept.change(messageIds, change);
      die();
      return forEver;
    },
    // The lock of a browser ends with it.
    exclusively: (task) => task(),
  };
  return { store, died };
}
