import type { MomentEvent } from '@parley/protocol/contract';
import type { Reaction } from '@parley/protocol/reaction';
import type { GestureParts, Gestures } from './Gestures.ts';

/** Brings in what makes and shows gestures with the first of them: the pre-join page need not wait for it. */
export class GestureControl {
  readonly #parts: GestureParts;
  #gestures: Promise<Gestures> | undefined;

  constructor(parts: GestureParts) {
    this.#parts = parts;
  }

  take(event: MomentEvent): void {
    const isOne = event.name === 'reaction:shown' || event.name === 'chat:writing';
    if (isOne) void this.#use((gestures) => gestures.take(event));
  }

  setHand(isRaised: boolean): Promise<void> {
    return this.#use((gestures) => gestures.setHand(isRaised));
  }

  react(reaction: Reaction): Promise<void> {
    return this.#use((gestures) => gestures.react(reaction));
  }

  setWriting(isWriting: boolean): void {
    void this.#use((gestures) => gestures.setWriting(isWriting));
  }

  close(): void {
    if (this.#gestures) void this.#use((gestures) => gestures.close());
  }

  async #use(use: (gestures: Gestures) => void | Promise<void>): Promise<void> {
    try {
      this.#gestures ??= import('./Gestures.ts').then((module) => new module.Gestures(this.#parts));
      await use(await this.#gestures);
    } catch (error) {
      this.#parts.log.warn('a gesture is neither made nor shown', error);
    }
  }
}
