import * as z from 'zod/mini';
import { PeerId, PublicationId, RoomName } from './ids.ts';
import { Direction, Source } from './media.ts';

/** Half an hour: a fault that somebody forgot ends by itself. */
const LONGEST_MS = 1_800_000;

const Duration = z.number().check(z.int(), z.positive(), z.lte(LONGEST_MS));
/** A process that stands still for longer than this is one that somebody will kill. */
const Standstill = z.number().check(z.int(), z.positive(), z.lte(60_000));

/**
 * What a server that was started with `FAULTS=1` does to itself when it is asked to
 * (`POST /api/v1/faults`). What has a `forMs` ends after it, or when faults are healed; without one it
 * lasts until then. What has none is done once, and it is the server's own business to recover.
 */
export const Fault = z.discriminatedUnion('kind', [
  /**
   * The peer's socket is gone, and whoever asks for its place meanwhile loses the socket too. `closed`
   * as by a proxy that restarts, `silent` as by a network that is out of reach: the line stays open
   * and nothing passes.
   */
  z.strictObject({
    kind: z.literal('signaling-cut'),
    peerId: PeerId,
    how: z.enum(['closed', 'silent']),
    forMs: z.optional(Duration),
  }),
  /** Each message to and from this peer comes `ms` later, in order. */
  z.strictObject({
    kind: z.literal('signaling-delay'),
    peerId: PeerId,
    ms: Duration,
    forMs: z.optional(Duration),
  }),
  /** The SFU sends this publication to this peer no longer, and the server does not know. */
  z.strictObject({ kind: z.literal('consumer-pause'), peerId: PeerId, publicationId: PublicationId }),
  /** The SFU takes in this publication no longer, and the server does not know. */
  z.strictObject({ kind: z.literal('producer-pause'), publicationId: PublicationId }),
  /** The SFU's side of a transport ends: nothing answers the peer's packets, over UDP or TCP. */
  z.strictObject({ kind: z.literal('transport-close'), peerId: PeerId, direction: Direction }),
  /** SIGKILL to a media worker that carries this room. */
  z.strictObject({ kind: z.literal('worker-kill'), room: RoomName }),
  /** A media worker that carries this room stands still: no packet moves on it. */
  z.strictObject({ kind: z.literal('worker-freeze'), room: RoomName, forMs: Standstill }),
  /**
   * `fail`: every statement fails. `full`: reading works, writing fails. `slow`: every statement takes
   * `ms` longer. `hang`: no statement ends before the fault does.
   */
  z.strictObject({
    kind: z.literal('database-break'),
    how: z.enum(['fail', 'full', 'slow', 'hang']),
    ms: z.optional(Duration),
    forMs: z.optional(Duration),
  }),
  /** The server's own process stands still. The answer comes before it does. */
  z.strictObject({ kind: z.literal('server-freeze'), forMs: Standstill }),
]);
export type Fault = z.infer<typeof Fault>;

/** What there is to break in a room: the answer to `GET /api/v1/faults?room=…`. */
export const FaultTargets = z.strictObject({
  peers: z.array(z.strictObject({ peerId: PeerId, name: z.string() })),
  publications: z.array(
    z.strictObject({ publicationId: PublicationId, peerId: PeerId, source: Source }),
  ),
});
export type FaultTargets = z.infer<typeof FaultTargets>;
