import type { DoorsState } from '@parley/protocol/api/doors';
import type { Command } from '../Command.ts';
import { formatDuration, parseDuration } from '../duration.ts';

export function describeDoors({ isOpen, meetingsEndAt }: DoorsState): string {
  if (isOpen) return 'The doors are open.';
  const meetings =
    meetingsEndAt === null
      ? 'running meetings go on'
      : `running meetings end in ${formatDuration(Math.max(0, meetingsEndAt - Date.now()))}`;
  return `The doors are closed; ${meetings}.`;
}

export const open: Command = {
  name: 'open',
  args: [],
  summary: 'Open the doors: people can come in.',
  async run({ api, answer }) {
    const doors = await api.ask('PUT /doors', { body: { isOpen: true } });
    answer(doors, describeDoors(doors));
    return undefined;
  },
};

export const close: Command = {
  name: 'close',
  args: [],
  summary: 'Close the doors: nobody new gets in. Running meetings go on, or end after a countdown.',
  options: {
    'end-after': {
      type: 'string',
      value: '5m',
      help: 'end running meetings after 90s, 5m, 1h; 0 is at once',
    },
  },
  async run({ api, answer, text }) {
    const after = text('end-after');
    const endMeetingsInMs = after === undefined ? null : parseDuration(after);
    const doors = await api.ask('PUT /doors', { body: { isOpen: false, endMeetingsInMs } });
    answer(doors, describeDoors(doors));
    return undefined;
  },
};
