import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { Telling } from '../people/Telling.ts';

/** The tabs that ring when their person is called: those that have said so. */
export class RingingTabs {
  readonly #tabs = new WeakSet<Telling>();

  add(tab: Telling): void {
    this.#tabs.add(tab);
  }

  tell(person: OnlinePerson, event: PeopleEvent, except?: Telling): void {
    for (const tab of person.tabs) {
      if (tab !== except && this.#tabs.has(tab)) tab.tell(event);
    }
  }
}
