import type { Command } from '../Command.ts';
import { formatDuration } from '../duration.ts';
import { table } from '../table.ts';
import { describeDoors } from './doors.ts';

const MEBIBYTE = 1024 * 1024;

export const status: Command = {
  name: 'status',
  args: [],
  summary: 'How the server is: doors, people, load, media workers.',
  async run({ api, answer, server: address }) {
    const [doors, server] = await Promise.all([api.ask('GET /doors'), api.ask('GET /server')]);
    const facts = table([
      [
        'Server',
        `${address}, version ${server.version}, running for ${formatDuration(server.uptimeMs)}`,
      ],
      ['Doors', describeDoors(doors)],
      ['Meetings', `${server.rooms} with ${server.people} people, ${server.sockets} connections`],
      [
        'Load',
        `${Math.round(server.load * 100)} %, ${Math.round(server.memoryBytes / MEBIBYTE)} MB in the server`,
      ],
      [
        'Media',
        `${server.workers.length} workers, ${server.workerDeaths} died, ` +
          `${server.workers.reduce((sum, { consumers }) => sum + consumers, 0)} streams out`,
      ],
    ]);
    answer({ doors, server }, facts);
    return undefined;
  },
};
