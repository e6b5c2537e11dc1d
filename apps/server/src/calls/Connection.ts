import type { MomentEvent } from '@parley/protocol/contract';
import type { NumberedEvent } from '../room/EventLog.ts';

/**
 * How a connection ended. `left`: the client said goodbye. `closed`: the other side closed the TCP
 * connection, as a kernel does for a browser that is gone and a proxy that restarts. `silent`: nothing
 * was heard for too long, as when a network is lost.
 */
export type ConnectionEnd = 'left' | 'closed' | 'silent';

/** One client's open line, as much of it as a call needs to know. */
export type Connection = {
  readonly isOpen: boolean;
  send(event: NumberedEvent): void;
  sendMoment(event: MomentEvent): void;
  /** From now on it gets what is published on this channel. */
  subscribe(channel: string): void;
  unsubscribe(channel: string): void;
  /** A connection is in one call at a time: a callback takes the place of the one before. */
  whenEnded(callback: (end: ConnectionEnd) => void): void;
  /** The same for a line that nothing comes over, and one that something comes over again. */
  whenQuiet(callback: (isQuiet: boolean) => void): void;
  /** Closes it for good: the client is told not to come back by itself. */
  end(): void;
  /** Closes it so that the client comes back by itself. */
  reset(): void;
};

/** Where a call's news go: to all connections that subscribed to its channel. */
export type Outbox = {
  publish(channel: string, event: NumberedEvent): void;
  publishMoment(channel: string, event: MomentEvent): void;
};
