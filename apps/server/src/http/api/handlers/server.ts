import { availableParallelism, loadavg } from 'node:os';
import type { serverEndpoints } from '@parley/protocol/api/server';
import type { Calls } from '../../../calls/Calls.ts';
import type { MediaServer } from '../../../media/MediaServer.ts';
import type { ApiTopic } from '../ApiHandlers.ts';
import { describeApi } from '../openApi.ts';

type Setup = {
  version: string;
  calls: Pick<Calls, 'totals'>;
  media: Pick<MediaServer, 'load' | 'workerDeaths'>;
  /** How many are open. */
  sockets: () => number;
};

export function serverHandlers({
  version,
  calls,
  media,
  sockets,
}: Setup): ApiTopic<typeof serverEndpoints> {
  const description = describeApi(version);
  return {
    'GET /server': async () => {
      const { rooms, peers, publications } = calls.totals();
      return {
        reply: {
          version,
          uptimeMs: Math.round(process.uptime() * 1000),
          rooms,
          people: peers,
          publications,
          sockets: sockets(),
          load: (loadavg()[0] ?? 0) / availableParallelism(),
          memoryBytes: process.memoryUsage.rss(),
          workers: await media.load(),
          workerDeaths: media.workerDeaths,
        },
      };
    },
    'GET /openapi.json': () => ({ reply: description }),
  };
}
