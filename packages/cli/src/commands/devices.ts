import { ParleyError } from '@parley/protocol/errors';
import type { Device } from '@parley/protocol/people/messages';
import type { Command } from '../Command.ts';
import { withPhoneBook } from '../people/openPhoneBook.ts';
import { table } from '../table.ts';

/** Short enough to be typed, and never taken for an option. */
function idOf({ deviceKey }: Device): string {
  return deviceKey.replaceAll(/[-_]/g, '').slice(0, 8);
}

export const devices: Command = {
  name: 'devices',
  args: [],
  summary: 'Your browsers and programs that read your direct messages.',
  async run({ own, answer }) {
    const { api } = await own();
    const { devices: list } = await api.ask('GET /account/export');
    const rows = list.map((device) => [
      idOf(device),
      device.name,
      `added ${new Date(device.addedAt).toISOString()}`,
    ]);
    answer({ devices: list }, list.length === 0 ? 'You have none.' : table(rows));
    return undefined;
  },
};

export const devicesRemove: Command = {
  name: 'devices remove',
  args: ['id'],
  summary: 'One of them gets and writes no messages any more.',
  async run(context) {
    const [id] = context.args;
    const { api } = await context.own();
    const { devices: list } = await api.ask('GET /account/export');
    const [found, ...others] = list.filter((device) => idOf(device) === id);
    if (found === undefined || others.length > 0) {
      throw new ParleyError('not-found', `You have no device ${id}: see parley devices.`);
    }
    const { deviceKey } = found;
    await withPhoneBook(context, ({ book }) => book.line.request('device:remove', { deviceKey }));
    context.answer({ deviceKey }, `${found.name} is removed.`);
    return undefined;
  },
};

export const devicesAdd: Command = {
  name: 'devices add',
  args: [],
  summary: 'This machine reads your messages; once removed it comes back as a new device.',
  async run(context) {
    const { withMessages } = await import('../messages/withMessages.ts');
    const deviceKey = await withMessages(context, async ({ session }) => {
      await session.addAgain();
      await session.settled();
      return session.store.getState().deviceKey;
    });
    context.answer({ deviceKey }, 'This machine is one of your devices.');
    return undefined;
  },
};
