import type { codeEndpoints } from '@parley/protocol/api/code';
import type { CallCodes } from '../../../codes/CallCodes.ts';
import type { ApiTopic } from '../ApiHandlers.ts';

export function codeHandlers(callCodes: CallCodes): ApiTopic<typeof codeEndpoints> {
  return {
    'POST /codes': async (_asked, { address }) => ({ reply: await callCodes.create(address) }),
  };
}
