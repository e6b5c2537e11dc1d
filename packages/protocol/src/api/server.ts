import * as z from 'zod/mini';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

const Count = z.number().check(z.int(), z.nonnegative());

/** One native process of the SFU. */
export const WorkerState = z.strictObject({
  pid: z.number().check(z.int()),
  rooms: Count,
  transports: Count,
  /** Streams that come in. */
  producers: Count,
  /** Streams that go out. */
  consumers: Count,
  /** Streams that come in from another worker: of rooms that are on several. */
  piped: Count,
  /** Seconds of processor time since it started. */
  cpuSeconds: z.number().check(z.nonnegative()),
  /** Largest resident memory so far. */
  peakMemoryBytes: z.number().check(z.nonnegative()),
});

export const ServerState = z.strictObject({
  version: z.string(),
  /** Since the process started. */
  uptimeMs: Count,
  /** Open rooms. */
  rooms: Count,
  /** People in them, those whose place is kept included. */
  people: Count,
  /** Microphones, cameras and screens. */
  publications: Count,
  /** Open sockets, in a room or not. */
  sockets: Count,
  /** How many processes were ready to run on average over one minute, by the number of processors. */
  load: z.number().check(z.nonnegative()),
  /** Resident memory of the server's own process. */
  memoryBytes: z.number().check(z.nonnegative()),
  workers: z.array(WorkerState),
  /** Media workers that ended without having been told to. */
  workerDeaths: Count,
});
export type ServerState = z.infer<typeof ServerState>;

export const serverEndpoints = {
  'GET /server': {
    access: 'operator',
    summary: 'The state of this server: version, load, media workers, how much is open.',
    reply: ServerState,
  },
  'GET /openapi.json': {
    access: 'anybody',
    summary: 'This description.',
    reply: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<EndpointKey, Endpoint>;
