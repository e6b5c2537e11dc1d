import type { RoomEventOf } from '@parley/protocol/contract';
import type {
  ConsumerDescription,
  OfferedConsumers,
  Opaque,
  PictureSize,
  Publication,
} from '@parley/protocol/media';
import type { RoomJoinReply } from '@parley/protocol/room';
import { readMetrics } from '../../../e2e/fixtures/metrics.ts';
import { type BenchServer, startServer } from '../startServer.ts';
import { HealthReports } from './HealthReports.ts';
import { identity } from './identity.ts';
import { type Count, MediaPath } from './MediaPath.ts';
import { type Seat, type Sfu, total, type Usage } from './Sfu.ts';
import { SOUND, TestStream } from './streams.ts';
import { WireClient } from './WireClient.ts';
import { withoutEstimation } from './withoutEstimation.ts';

const ROOM = 'load';
const NO_PICTURES = { videos: 0, size: { width: 1, height: 1 } };

/** The real server, its media workers in processes of their own. */
export class ParleySfu implements Sfu {
  readonly name: string;
  readonly #workers: number;
  #server: BenchServer | undefined;
  #capabilities: Opaque | undefined;

  /** @param workers over which the room is spread evenly, from the first people on */
  constructor(workers = 1) {
    this.#workers = workers;
    this.name = workers === 1 ? 'Parley' : `Parley on ${workers} workers`;
  }

  get url(): string {
    return this.#running.url;
  }

  async start(): Promise<void> {
    this.#server = await startServer({
      ROOM_MAX_PEERS: '1000',
      LOG_LEVEL: 'info',
      MEDIA_WORKERS: String(this.#workers),
      MEDIA_PEERS_PER_WORKER: this.#workers === 1 ? '1000' : '1',
    });
  }

  async join(name: string): Promise<ParleySeat> {
    const wire = await WireClient.open(this.#running.url);
    this.#capabilities ??= (await wire.request('room:preview', { room: ROOM })).rtpCapabilities;
    return ParleySeat.take(wire, name, withoutEstimation(this.#capabilities));
  }

  async used(): Promise<Usage> {
    const metrics = await readMetrics(this.#running);
    const of = (metric: string) => {
      const value = metrics.get(metric);
      if (value === undefined) throw new Error(`the server does not tell ${metric}`);
      return value;
    };
    return {
      mediaCpuS: of('parley_worker_cpu_seconds'),
      serverCpuS: of('process_cpu_seconds_total'),
      mediaMemory: of('parley_worker_peak_memory_bytes'),
      serverMemory: of('process_resident_memory_bytes'),
    };
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  get #running(): BenchServer {
    if (!this.#server) throw new Error('the server was not started');
    return this.#server;
  }
}

class ParleySeat implements Seat {
  readonly #wire: WireClient;
  readonly #joined: RoomJoinReply;
  readonly #reports: HealthReports;
  readonly #streams: TestStream[] = [];
  /** What the others send, by its id. */
  readonly #publications: Map<string, Publication>;
  /** Opened when there is something to send, or to receive, as browsers do. */
  #sending: Promise<MediaPath> | undefined;
  #receiving: MediaPath | undefined;

  private constructor(wire: WireClient, joined: RoomJoinReply) {
    this.#wire = wire;
    this.#joined = joined;
    this.#publications = new Map(
      joined.snapshot.publications.map((publication) => [publication.publicationId, publication]),
    );
    this.#reports = new HealthReports(
      wire,
      () => this.#receiving?.received,
      (publicationId) => this.#publications.get(publicationId)?.isPaused === true,
    );
    wire.on('media:published', (data) => {
      const { publication } = data as RoomEventOf<'media:published'>;
      if (publication.peerId === joined.peerId) return;
      this.#publications.set(publication.publicationId, publication);
    });
    wire.on('media:changed', (data) => {
      const { publicationId, isPaused } = data as RoomEventOf<'media:changed'>;
      const publication = this.#publications.get(publicationId);
      if (publication) this.#publications.set(publicationId, { ...publication, isPaused });
    });
    wire.on('media:consumers', (data) => {
      // Who leaves at this moment takes nothing any more.
      this.#build((data as OfferedConsumers).consumers).catch(() => {});
    });
  }

  static async take(wire: WireClient, name: string, rtpCapabilities: Opaque): Promise<ParleySeat> {
    const { fingerprint } = await identity;
    const media = { rtpCapabilities, fingerprint, firstWish: NO_PICTURES };
    return new ParleySeat(wire, await wire.request('room:join', { room: ROOM, name, media }));
  }

  async publish(
    source: 'microphone' | 'camera',
    stream: TestStream | null,
    isResting = false,
  ): Promise<void> {
    this.#sending ??= MediaPath.open(this.#joined.send);
    const path = await this.#sending;
    const { rtpParameters } = stream ?? new TestStream('audio', SOUND);
    const { publication, isDormant } = await this.#wire.request('media:publish', {
      source,
      rtpParameters: rtpParameters as unknown as Opaque,
      isPaused: stream === null,
      ...(isResting && { isResting }),
    });
    if (stream === null || (isResting && isDormant)) return;
    stream.start((packet) => path.send(packet));
    this.#streams.push(stream);
    this.#reports.sends(publication, stream);
  }

  async watch(pictures: number, size: PictureSize): Promise<void> {
    this.#receiving ??= await MediaPath.open(this.#joined.receive);
    const of = (source: string) =>
      [...this.#publications.values()].filter((one) => one.source === source);
    const wishes = [
      ...of('microphone').map(({ publicationId }) => ({ publicationId })),
      ...of('camera')
        .slice(0, pictures)
        .map(({ publicationId }) => ({ publicationId, size })),
    ];
    const { consumers } = await this.#wire.request('media:want', { wishes });
    await this.#build(consumers);
  }

  received(): Count {
    return total(this.#receiving?.received.values() ?? []);
  }

  streamsReceived(): number {
    return this.#receiving?.received.size ?? 0;
  }

  async leave(): Promise<void> {
    this.#reports.stop();
    for (const stream of this.#streams) stream.stop();
    await this.#wire.request('room:leave', {});
    this.#wire.close();
    this.#receiving?.close();
    (await this.#sending)?.close();
  }

  async #build(consumers: readonly ConsumerDescription[]): Promise<void> {
    if (consumers.length === 0) return;
    await this.#wire.request('media:resume', {
      consumerIds: consumers.map(({ consumerId }) => consumerId),
    });
    this.#reports.receives(consumers);
  }
}
