import type { ErrorCode } from '@parley/protocol/errors';
import type { TroubleKind } from '@parley/protocol/health';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { MediaServer } from './media/MediaServer.ts';

/** Where the numbers come from when somebody asks for them. */
export type MetricSources = {
  media: Pick<MediaServer, 'load' | 'workerDeaths'>;
  calls(): { rooms: number; peers: number; publications: number; timers: number };
  sockets(): number;
};

/**
 * How often the delay of the event loop is looked at; its figures contain this time. Every 10 ms, as is usual,
 * takes a per cent of a core from a server with nobody on it.
 */
const EVENT_LOOP_LOOK_MS = 100;

type JoinStep = 'socket' | 'join' | 'transports' | 'firstPacket' | 'firstFrame';

/** Numbers for operators. Nothing here is labelled by room or person: that would be a register of them. */
export type Metrics = {
  /** A request was answered with an error, or a socket refused. */
  rejected(code: ErrorCode): void;
  /** A join was answered; from its arrival, in milliseconds. */
  joined(durationMs: number): void;
  /** What a browser said that a step of joining took, in milliseconds. */
  joinStep(step: JoinStep, durationMs: number): void;
  /** Somebody does not get what somebody sends. */
  troubled(kind: TroubleKind): void;
  /** Something was done about it. */
  healStep(step: string): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
};

export function createMetrics({ media, calls, sockets }: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_LOOK_MS });

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('parley_sockets', 'Open sockets, in a room or not', sockets);
  gauge('parley_rooms', 'Rooms with somebody in them', () => calls().rooms);
  gauge('parley_peers', 'Peers in rooms, those whose place is kept included', () => calls().peers);
  gauge('parley_publications', 'Microphones, cameras and screens', () => calls().publications);
  gauge('parley_kept_place_timers', 'Timers for peers whose connection is gone', () => calls().timers);

  new Counter({
    name: 'parley_worker_deaths_total',
    help: 'Media workers that ended without having been told to',
    registers,
    collect() {
      this.reset();
      this.inc(media.workerDeaths);
    },
  });

  const worker = (name: string, help: string) =>
    new Gauge({ name, help, registers, labelNames: ['worker'] });
  const workers = {
    cpuSeconds: worker('parley_worker_cpu_seconds', 'Processor time of a media worker since its start'),
    peakMemoryBytes: worker('parley_worker_peak_memory_bytes', 'Largest resident memory so far'),
    rooms: worker('parley_worker_rooms', 'Rooms on a media worker; one may be on several'),
    transports: worker('parley_worker_transports', 'WebRTC transports on a media worker'),
    producers: worker('parley_worker_producers', 'Streams that come in'),
    consumers: worker('parley_worker_consumers', 'Streams that go out'),
    piped: worker('parley_worker_piped', 'Streams that come in from another media worker'),
  };

  const rejected = new Counter({
    name: 'parley_rejected_requests_total',
    help: 'Requests answered with an error and sockets refused, by error code',
    labelNames: ['code'],
    registers,
  });
  const troubles = new Counter({
    name: 'parley_troubles_total',
    help: 'What somebody sent and somebody did not get, by kind',
    labelNames: ['kind'],
    registers,
  });
  const healSteps = new Counter({
    name: 'parley_heal_steps_total',
    help: 'Steps taken so that it arrives again, by step',
    labelNames: ['step'],
    registers,
  });
  const joinSeconds = new Histogram({
    name: 'parley_join_duration_seconds',
    help: 'From the arrival of a join to its answer',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const joinSteps = new Histogram({
    name: 'parley_join_step_seconds',
    help: 'From the click on joining to each step, as browsers report it; `socket` from the opening of the page',
    labelNames: ['step'],
    buckets: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 4, 8],
    registers,
  });

  return {
    contentType: registry.contentType,
    rejected: (code) => rejected.inc({ code }),
    troubled: (kind) => troubles.inc({ kind }),
    healStep: (step) => healSteps.inc({ step }),
    joinStep: (step, durationMs) => joinSteps.observe({ step }, durationMs / 1000),
    joined: (durationMs) => joinSeconds.observe(durationMs / 1000),
    async text() {
      for (const metric of Object.values(workers)) metric.reset();
      for (const [index, load] of (await media.load()).entries()) {
        for (const [name, metric] of Object.entries(workers)) {
          metric.set({ worker: String(index) }, load[name as keyof typeof workers]);
        }
      }
      return registry.metrics();
    },
  };
}
