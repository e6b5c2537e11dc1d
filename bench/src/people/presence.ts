import { Broadcaster } from '../../baseline/Broadcaster.ts';
import { inGroups } from '../load/inGroups.ts';
import type { WireClient } from '../load/WireClient.ts';
import type { Figure } from '../report/comparison.ts';

const ROUNDS = 20;
const AT_ONCE = 20;

/** One person is away and back again; all contacts, who are online, are told each time. */
export async function presence(person: WireClient, contacts: readonly WireClient[]): Promise<Figure[]> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const told = contacts.map(
      (contact) => new Promise<void>((resolve) => contact.on('person:changed', () => resolve())),
    );
    const askedAt = performance.now();
    await person.ask('status:set', { status: round % 2 === 0 ? 'away' : 'available' });
    await Promise.all(told);
    values.push(performance.now() - askedAt);
    for (const contact of contacts) contact.off('person:changed');
  }
  const bare = await Broadcaster.start();
  await inGroups(contacts, AT_ONCE, () => bare.open());
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    floor.push(await bare.say({ person: { accountId: 'account-00000000', status: 'away' } }));
  }
  await bare.stop();
  return [
    {
      what: `a changed status until the last of ${contacts.length} contacts who are online has heard it`,
      unit: 'ms',
      values,
      baseline: { name: 'a bare socket.io server says as much to as many', values: floor },
    },
  ];
}
