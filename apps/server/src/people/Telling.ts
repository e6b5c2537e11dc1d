import type { PeopleEvent } from '@parley/protocol/people/peopleContract';

/** One open tab of a person, as much of it as the phone book needs to know. */
export type Line = {
  send(event: PeopleEvent): void;
};

/**
 * What a tab is told: nothing before it has a snapshot. What happens while an answer that describes
 * people is on its way follows right after that answer, so that nothing older comes last.
 */
export class Telling {
  /** The one by which somebody is signed in there. */
  readonly sessionId: string;
  /** Which of their devices this is, once it was opened here. */
  deviceKey: string | undefined;
  readonly #line: Line;
  /** People on the screen of this tab, contacts or not. */
  watched: ReadonlySet<string> = new Set();
  #isLive = false;
  #answersUnderWay = 0;
  #kept: PeopleEvent[] = [];

  constructor(line: Line, sessionId: string) {
    this.#line = line;
    this.sessionId = sessionId;
  }

  tell(event: PeopleEvent): void {
    if (this.#answersUnderWay > 0) this.#kept.push(event);
    else if (this.#isLive) this.#line.send(event);
  }

  /** Must be called in the moment in which the answer is made; @returns what to call once it is sent. */
  beginAnswer(): () => void {
    this.#answersUnderWay += 1;
    return () => {
      this.#answersUnderWay -= 1;
      this.#isLive = true;
      if (this.#answersUnderWay > 0) return;
      for (const event of this.#kept.splice(0)) this.#line.send(event);
    };
  }
}
