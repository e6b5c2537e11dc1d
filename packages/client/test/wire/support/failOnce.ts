import type { MessageStore } from '../../../src/messages/MessageStore.ts';

/** The next thing that this device is to keep it cannot keep. */
export function failOnce(kept: MessageStore): void {
  const { change } = kept;
  kept.change = async () => {
    kept.change = change;
    throw new Error('the disk is full');
  };
}
