import type { Effort } from './Effort.ts';

type Part = { readonly about: string; readonly run: (effort: Effort) => Promise<void> };

/** What can be measured. Each part loads what it needs when it is run. */
export const PARTS: Readonly<Record<string, Part>> = {
  waiting: {
    about: 'how long people wait: joining, and being read',
    run: async (effort) => (await import('./waiting.ts')).benchWaiting(effort),
  },
  forwarding: {
    about: 'processor time for each forwarded packet, beside a bare worker and a naive room',
    run: async (effort) => (await import('./forwarding/benchForwarding.ts')).benchForwarding(effort),
  },
  joins: {
    about: 'from the click to the first face, step by step, in a browser',
    run: async (effort) => (await import('./joins/benchJoins.ts')).benchJoins(effort),
  },
  signaling: {
    about: 'joins per second, events to a thousand, memory of an idle peer, chat kept on disk',
    run: async (effort) => (await import('./signaling/benchSignaling.ts')).benchSignaling(effort),
  },
  rooms: {
    about: 'rooms of 4 to 100 people: processor, memory, what a viewer receives',
    run: async (effort) => (await import('./rooms/benchRooms.ts')).benchRooms(effort),
  },
  people: {
    about: 'a phone book of 10,000 and a million messages: search, presence, history',
    run: async (effort) => (await import('./people/benchPeople.ts')).benchPeople(effort),
  },
  ringing: {
    about: 'from the answer of a direct call to the first face, in a browser',
    run: async (effort) => (await import('./ringing/benchRinging.ts')).benchRinging(effort),
  },
  page: {
    about: 'bytes of the first load, processor time of a call in a browser, glass to glass',
    run: async (effort) => (await import('./page/benchPage.ts')).benchPage(effort),
  },
  direct: {
    about: 'how long nothing is heard or seen when two move between the server and the direct way',
    run: async (effort) => (await import('./direct/benchDirect.ts')).benchDirect(effort),
  },
  turningOn: {
    about: 'from the click on microphone, camera or screen to being heard and seen',
    run: async (effort) => (await import('./turningOn/benchTurningOn.ts')).benchTurningOn(effort),
  },
  resilience: {
    about: 'how long people hear nothing when something breaks, and false alarms (--quiet seconds)',
    run: async ({ runs, quietS }) =>
      (await import('./resilience/benchResilience.ts')).benchResilience(runs ?? 20, quietS),
  },
};
