import type { People } from '../../people/People.ts';
import { done } from '../handlers/Handlers.ts';
import { type MessageParts, messageHandlers } from './messageHandlers.ts';
import type { PeopleHandlers } from './PeopleHandlerTable.ts';
import { type RingParts, ringHandlers } from './ringHandlers.ts';

export type PeopleServices = RingParts & MessageParts & { people: People };

export function peopleHandlers({ people, ...parts }: PeopleServices): PeopleHandlers {
  const { relationships } = people;
  return {
    'people:hello': (_request, { person, tab }) => {
      const afterwards = tab.beginAnswer();
      return { reply: people.snapshot(person), afterwards };
    },

    'people:search': async ({ query, cursor }, { person }) => ({
      reply: await people.search(person, query, cursor),
    }),

    'people:watch': async ({ accountIds }, { person, tab }) => {
      const reply = await people.watch(person, tab, accountIds);
      return { reply, afterwards: tab.beginAnswer() };
    },

    'contact:request': async ({ accountId }, { person }) => {
      await relationships.ask(person, accountId);
      return done;
    },

    'contact:withdraw': async ({ accountId }, { person }) => {
      await relationships.withdraw(person, accountId);
      return done;
    },

    'contact:accept': async ({ accountId }, { person }) => {
      await relationships.accept(person, accountId);
      return done;
    },

    'contact:decline': async ({ accountId }, { person }) => {
      await relationships.decline(person, accountId);
      return done;
    },

    'contact:remove': async ({ accountId }, { person }) => {
      await relationships.remove(person, accountId);
      return done;
    },

    'person:block': async ({ accountId }, { person }) => {
      await relationships.block(person, accountId);
      return done;
    },

    'person:unblock': async ({ accountId }, { person }) => {
      await relationships.unblock(person, accountId);
      return done;
    },

    'status:set': async ({ status }, { person }) => {
      await people.setStatus(person, status);
      return done;
    },

    'visibility:set': async (wish, { person }) => {
      await people.setVisibility(person, wish);
      return done;
    },

    'activity:tell': (_request, { person }) => {
      people.noteActivity(person);
      return done;
    },

    ...messageHandlers(parts),
    ...ringHandlers(parts),
  };
}
