import type { Opaque, Source } from '@parley/protocol/media';
import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { Producer, Transport } from 'mediasoup-client/types';
import { codecOptionsOf, encodingsOf } from './encodings.ts';
import type { MediaRequests } from './MediaRequests.ts';
import type { RtcDevice } from './RtcDevice.ts';
import { NO_PICTURE_LIMIT, type PictureLimit, SentLayers } from './SentLayers.ts';
import type { SentStream } from './stats/readStreams.ts';

/** What a picture may take, by its source and by all that is published. */
export type SendLimits = (source: Source, published: ReadonlySet<Source>) => PictureLimit;

type PublishAnswer = Promise<{ publicationId: string }>;

/** The transport on which this peer sends, and what it sends there. */
export class SendSide {
  readonly transport: Transport;
  readonly #device: RtcDevice;
  readonly #requests: MediaRequests;
  /** The server's answers by the local id under which mediasoup-client knows the producer. */
  readonly #answers = new Map<string, PublishAnswer>();
  readonly #sent = new Set<SentTrack>();
  #resting: ReadonlySet<string> = new Set();
  /** How many layers of each publication are watched, as far as the server has said. */
  readonly #layers = new Map<string, number>();
  #limits: SendLimits = () => NO_PICTURE_LIMIT;
  #nextLocalId = 1;

  constructor(transport: Transport, device: RtcDevice, requests: MediaRequests) {
    this.transport = transport;
    this.#device = device;
    this.#requests = requests;
    transport.on('produce', ({ rtpParameters, appData }, produced) => {
      const { source, isPaused } = appData as { source: Source; isPaused: boolean };
      const id = String(this.#nextLocalId++);
      // mediasoup-client builds one producer after another and holds the next one back until this
      // is called. Answering before the server does lets microphone and camera be asked for together.
      const answer = requests.publish(source, rtpParameters as unknown as Opaque, isPaused);
      // Whoever waits in `publish` gets the refusal; with the transport gone nobody waits.
      answer.catch(() => {});
      this.#answers.set(id, answer);
      produced({ id });
    });
  }

  get isClosed(): boolean {
    return this.transport.closed;
  }

  /** What is published here now, for whoever measures it. */
  get streams(): readonly SentStream[] {
    return [...this.#sent].map((sent) => sent.stream);
  }

  /**
   * The track is never stopped or disabled here: it belongs to the caller.
   * @throws ParleyError when the server refuses it; Error when the browser does
   */
  async publish(source: Source, track: MediaStreamTrack, isPaused: boolean): Promise<SentTrack> {
    const codec = KIND_OF_SOURCE[source] === 'video' ? this.#device.simulcastCodec : undefined;
    const producer = await this.transport.produce({
      track,
      encodings: encodingsOf(source),
      codecOptions: codecOptionsOf(source),
      ...(codec ? { codec } : {}),
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source, isPaused },
    });
    const answer = this.#answers.get(producer.id);
    this.#answers.delete(producer.id);
    try {
      if (!answer) throw new Error('the producer was never asked for');
      const { publicationId } = await answer;
      const sent = new SentTrack(publicationId, source, producer, isPaused, this.#requests);
      if (!producer.closed) this.#sent.add(sent);
      sent.rest(this.#resting.has(publicationId));
      producer.observer.once('close', () => {
        this.#sent.delete(sent);
        this.#applyLimits();
      });
      sent.wantLayers(this.#layers.get(publicationId));
      this.#applyLimits();
      return sent;
    } catch (error) {
      producer.close();
      throw error;
    }
  }

  /**
   * These travel another way: nothing of them is sent here until they are left out again. For the SFU and
   * for whoever publishes them, nothing has changed.
   */
  rest(publicationIds: ReadonlySet<string>): void {
    this.#resting = publicationIds;
    for (const sent of this.#sent) sent.rest(publicationIds.has(sent.publicationId));
  }

  /** Of this publication so many layers are watched, the smallest counted first. */
  wantLayers(publicationId: string, layers: number): void {
    this.#layers.set(publicationId, layers);
    for (const sent of this.#sent) if (sent.publicationId === publicationId) sent.wantLayers(layers);
  }

  /** Nobody can say what is watched. */
  wantAllLayers(): void {
    this.#layers.clear();
    for (const sent of this.#sent) sent.wantLayers(undefined);
  }

  /** What the pictures may take from now on. */
  limit(limits: SendLimits): void {
    this.#limits = limits;
    this.#applyLimits();
  }

  close(): void {
    this.transport.close();
  }

  /** What one picture may take depends on what else there is. */
  #applyLimits(): void {
    const sources = new Set([...this.#sent].map(({ source }) => source));
    for (const sent of this.#sent) sent.limit(this.#limits(sent.source, sources));
  }
}

/** One publication of this peer, as the SFU has confirmed it. */
export class SentTrack {
  readonly publicationId: string;
  readonly source: Source;
  readonly #producer: Producer;
  readonly #requests: MediaRequests;
  #isPaused: boolean;
  #track: MediaStreamTrack | null;
  #isResting = false;
  #change: Promise<void> = Promise.resolve();
  readonly #layers: SentLayers;

  constructor(
    publicationId: string,
    source: Source,
    producer: Producer,
    isPaused: boolean,
    requests: MediaRequests,
  ) {
    this.publicationId = publicationId;
    this.source = source;
    this.#producer = producer;
    this.#isPaused = isPaused;
    this.#requests = requests;
    this.#track = producer.track;
    this.#layers = new SentLayers(producer);
  }

  /** The SFU forwards nothing of it. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** What is published, also while it rests. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get isClosed(): boolean {
    return this.#producer.closed;
  }

  get stream(): SentStream {
    const { appData, rtpParameters } = this.#producer;
    return {
      publicationId: this.publicationId,
      source: (appData as { source: Source }).source,
      mid: rtpParameters.mid,
      ssrcs: (rtpParameters.encodings ?? []).flatMap(({ ssrc }) => ssrc ?? []),
    };
  }

  /** @throws ParleyError */
  async setPaused(isPaused: boolean): Promise<void> {
    await this.#requests.setPaused(this.publicationId, isPaused);
    this.#isPaused = isPaused;
  }

  /** The server has said so by itself. */
  noteIsPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
  }

  limit(limit: PictureLimit): void {
    this.#layers.limit(limit);
  }

  /** So many of its layers are watched; undefined when nobody can say. */
  wantLayers(layers: number | undefined): void {
    this.#layers.want(layers);
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    const before = this.#track;
    this.#track = track;
    try {
      await this.#carry();
    } catch (error) {
      if (this.#track === track) this.#track = before;
      throw error;
    }
  }

  /** Sends nothing although it is published; and sends again. */
  rest(isResting: boolean): void {
    if (isResting === this.#isResting) return;
    this.#isResting = isResting;
    // A track that has ended meanwhile is replaced by whoever published it.
    this.#carry().catch(() => {});
  }

  /** Stops sending here and now, then at the SFU. @throws ParleyError */
  async unpublish(): Promise<void> {
    this.close();
    await this.#requests.unpublish(this.publicationId);
  }

  /** For what the server has forgotten already. */
  close(): void {
    this.#producer.close();
  }

  /** One change after the other, each to what is right when its turn comes. */
  #carry(): Promise<void> {
    const change = this.#change.then(async () => {
      const track = this.#isResting ? null : this.#track;
      if (this.#producer.track !== track) await this.#producer.replaceTrack({ track });
    });
    this.#change = change.catch(() => {});
    return change;
  }
}
