import type { doorsEndpoints } from '@parley/protocol/api/doors';
import type { DoorKeeper } from '../../../calls/DoorKeeper.ts';
import type { ApiTopic } from '../ApiHandlers.ts';

export function doorsHandlers(
  keeper: Pick<DoorKeeper, 'state' | 'set'>,
): ApiTopic<typeof doorsEndpoints> {
  return {
    'GET /doors': () => ({ reply: keeper.state }),
    'PUT /doors': async ({ body }) => ({ reply: await keeper.set(body) }),
  };
}
