/** Lets what passes through it wait, and keeps its order whatever the delay becomes meanwhile. */
export class DelayLine {
  /** What passes from now on waits this long; 0 lets it through at once. */
  delayMs = 0;
  readonly #waiting: (() => void)[] = [];
  #lastDueAt = 0;

  pass(deliver: () => void): void {
    const now = performance.now();
    const dueAt = Math.max(now + this.delayMs, this.#lastDueAt);
    if (dueAt <= now && this.#waiting.length === 0) {
      deliver();
      return;
    }
    this.#lastDueAt = dueAt;
    this.#waiting.push(deliver);
    // Which of two timers of the same instant is first does not matter: each takes the next in turn.
    setTimeout(() => this.#waiting.shift()?.(), dueAt - now);
  }
}
