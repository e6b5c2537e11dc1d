import { NewCallCode } from '../code.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

export const codeEndpoints = {
  'POST /codes': {
    access: 'anybody',
    summary: 'A new code with which two people meet: a room that lets nobody else in.',
    reply: NewCallCode,
  },
} as const satisfies Record<EndpointKey, Endpoint>;
