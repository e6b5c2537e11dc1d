import type { Effort } from './Effort.ts';

type Part = { readonly about: string; readonly run: (effort: Effort) => Promise<void> };

/** What can be measured. Each part loads what it needs when it is run. */
export const PARTS: Readonly<Record<string, Part>> = {
  waiting: {
    about: 'how long people wait: joining, and being read',
    run: async () => (await import('./waiting.ts')).benchWaiting(),
  },
  forwarding: {
    about: 'processor time for each forwarded packet, beside a bare worker and a naive room',
    run: async (effort) => (await import('./forwarding/benchForwarding.ts')).benchForwarding(effort),
  },
  resilience: {
    about: 'how long people hear nothing when something breaks, and false alarms (--quiet seconds)',
    run: async ({ runs, quietS }) =>
      (await import('./resilience/benchResilience.ts')).benchResilience(runs ?? 20, quietS),
  },
};
