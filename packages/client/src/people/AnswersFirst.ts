/**
 * Events may come in one go with an answer and be heard before it is read. All that come meanwhile are
 * applied after it, in their order: those that it holds already end in what it says.
 */
export class AnswersFirst<Event> {
  readonly #apply: (event: Event) => void;
  readonly #heardMeanwhile: Event[] = [];
  #answersUnderWay = 0;

  constructor(apply: (event: Event) => void) {
    this.#apply = apply;
  }

  hear(event: Event): void {
    if (this.#answersUnderWay > 0) this.#heardMeanwhile.push(event);
    else this.#apply(event);
  }

  /** The connection is lost: what came over it is no longer true once there is another one. */
  forget(): void {
    this.#heardMeanwhile.length = 0;
  }

  async thenEvents(readAnswer: () => Promise<void>): Promise<void> {
    this.#answersUnderWay += 1;
    try {
      await readAnswer();
    } finally {
      this.#answersUnderWay -= 1;
      if (this.#answersUnderWay === 0) {
        for (const event of this.#heardMeanwhile.splice(0)) this.#apply(event);
      }
    }
  }
}
