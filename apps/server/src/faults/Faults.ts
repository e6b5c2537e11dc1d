import { ParleyError } from '@parley/protocol/errors';
import type { Fault, FaultTargets } from '@parley/protocol/faults';
import type { BaseLogger } from 'pino';
import type { Calls } from '../calls/Calls.ts';
import { DatabaseFaults } from './DatabaseFaults.ts';
import { MediaFaults } from './MediaFaults.ts';
import { SignalingFaults } from './SignalingFaults.ts';

type Lasting = { end(): void; timer: NodeJS.Timeout | undefined };

/**
 * Breaks this server on demand, for tests, the doctor and the bench. It exists only when the operator
 * switched it on, and everything it does it does from outside: the parts it breaks do not know it.
 */
export class Faults {
  readonly signaling = new SignalingFaults();
  readonly database = new DatabaseFaults();
  readonly #media = new MediaFaults();
  readonly #log: BaseLogger;
  readonly #lasting = new Set<Lasting>();

  /** Make it before the media workers: it can break only what it saw being made. */
  constructor(log: BaseLogger) {
    this.#log = log;
    log.warn('FAULTS=1: whoever may use /api/v1/faults can break this server. Never in production.');
  }

  /** @throws {ParleyError} `not-found` when what it names is not there */
  targets(calls: Calls, room: string): FaultTargets {
    const open = calls.find(room)?.room;
    if (!open) throw new ParleyError('not-found', 'Nobody is in this room.');
    const { peers, publications } = open.snapshot();
    return {
      peers: peers.map(({ peerId, name }) => ({ peerId, name })),
      publications: publications.map(({ publicationId, peerId, source }) => ({
        publicationId,
        peerId,
        source,
      })),
    };
  }

  /** @throws {ParleyError} `not-found` when what it names is not there */
  async plant(calls: Calls, fault: Fault): Promise<void> {
    this.#log.warn({ fault }, 'a fault is planted');
    switch (fault.kind) {
      case 'signaling-cut':
        return this.#last(this.signaling.cut(fault), fault.forMs);
      case 'signaling-delay':
        return this.#last(this.signaling.delay(fault), fault.forMs);
      case 'consumer-pause':
        return this.#media.pauseConsumer(fault.peerId, fault.publicationId);
      case 'producer-pause':
        return this.#media.pauseProducer(fault.publicationId);
      case 'transport-close':
        return this.#media.closeTransport(fault.peerId, fault.direction);
      case 'worker-kill':
        this.#media.signalWorker(this.#peersOf(calls, fault.room), 'SIGKILL');
        return;
      case 'worker-freeze':
        return this.#last(
          this.#media.signalWorker(this.#peersOf(calls, fault.room), 'SIGSTOP'),
          fault.forMs,
        );
      case 'database-break':
        return this.#last(this.database.break(fault), fault.forMs);
      case 'server-freeze':
        // Time enough for the answer to leave.
        setTimeout(() => standStill(fault.forMs), 20);
        return;
    }
  }

  /** Ends all that lasts. */
  heal(): void {
    for (const { end, timer } of this.#lasting) {
      clearTimeout(timer);
      end();
    }
    this.#lasting.clear();
  }

  #last(end: () => void, forMs: number | undefined): void {
    const lasting: Lasting = { end, timer: undefined };
    this.#lasting.add(lasting);
    if (forMs === undefined) return;
    lasting.timer = setTimeout(() => {
      this.#lasting.delete(lasting);
      end();
    }, forMs);
  }

  #peersOf(calls: Calls, room: string): ReadonlySet<string> {
    return new Set(this.targets(calls, room).peers.map(({ peerId }) => peerId));
  }
}

/** Blocks the only thread there is: no timer, no packet, no signal is dealt with. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
