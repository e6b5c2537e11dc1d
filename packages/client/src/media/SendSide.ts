import type { ReplyOf, RequestOf } from '@parley/protocol/contract';
import type { Opaque, Source, VideoCodec } from '@parley/protocol/media';
import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { Producer, Transport } from 'mediasoup-client/types';
import { chooseCodec } from './chooseCodec.ts';
import { codecOptionsOf, encodingsOf } from './encodings.ts';
import type { MediaRequests } from './MediaRequests.ts';
import { noPicture } from './noPicture.ts';
import type { Rest } from './Resting.ts';
import type { RtcDevice } from './RtcDevice.ts';
import { NO_PICTURE_LIMIT, type PictureLimit } from './SentLayers.ts';
import { type Content, type Produced, SentTrack } from './SentTrack.ts';
import type { SoundHold } from './soundHold/SoundHold.ts';
import type { SoundHolds } from './soundHold/SoundHolds.ts';
import type { SentSample } from './stats/MediaSample.ts';
import type { SentStream } from './stats/readStreams.ts';

/** What a picture may take, by its source and by all that is published. */
export type SendLimits = (source: Source, published: ReadonlySet<Source>) => PictureLimit;

/** What the server is asked for with a stream. */
type Asked = Omit<RequestOf<'media:publish'>, 'rtpParameters'>;

/** The transport on which this peer sends, and what it sends there. */
export class SendSide {
  readonly transport: Transport;
  readonly #device: RtcDevice;
  readonly #requests: MediaRequests;
  /** The server's answers by the local id under which mediasoup-client knows the producer. */
  readonly #answers = new Map<string, Promise<ReplyOf<'media:publish'>>>();
  readonly #sent = new Set<SentTrack>();
  #diverted: ReadonlySet<string> = new Set();
  /** How many layers of each publication are watched, as far as the server has said. */
  readonly #layers = new Map<string, number>();
  #limits: SendLimits = () => NO_PICTURE_LIMIT;
  #allowed: readonly VideoCodec[] = [];
  #mayBeDormant = false;
  /** As soon as they are there. */
  #holds: SoundHolds | undefined;
  #nextLocalId = 1;

  constructor(transport: Transport, device: RtcDevice, requests: MediaRequests) {
    this.transport = transport;
    this.#device = device;
    this.#requests = requests;
    transport.on('produce', ({ rtpParameters, appData }, produced) => {
      const id = String(this.#nextLocalId++);
      // mediasoup-client builds one producer after another and holds the next one back until this
      // is called. Answering before the server does lets microphone and camera be asked for together.
      const answer = requests.publish({
        ...(appData as Asked),
        rtpParameters: rtpParameters as unknown as Opaque,
      });
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
   * @param track null for a picture that is still to come: once it is there, nothing has to be negotiated any more
   * @throws ParleyError when the server refuses it; Error when the browser does
   */
  async publish(source: Source, track: MediaStreamTrack | null, isPaused: boolean): Promise<SentTrack> {
    const codec = this.#codecFor(source);
    const produced = await this.#produce({ track, codec }, { source, isPaused });
    const { producer, publicationId } = produced;
    const sent: SentTrack = new SentTrack({
      ...produced,
      source,
      codec,
      track,
      isPaused,
      requests: this.#requests,
      renew: async (content, isResting) => {
        const asked = { source, isPaused: sent.isPaused, renews: publicationId };
        return this.#produce(content, { ...asked, ...(isResting && { isResting }) });
      },
    });
    if (!producer.closed) this.#sent.add(sent);
    sent.divert(this.#diverted.has(publicationId));
    sent.wantLayers(this.#layers.get(publicationId));
    this.#allow(sent);
    this.#expectDormancyOf(sent);
    this.#applyLimits();
    return sent;
  }

  /**
   * These travel another way: nothing of them is sent here until they are left out again. For the SFU and
   * for whoever publishes them, nothing has changed.
   */
  divert(publicationIds: ReadonlySet<string>): void {
    this.#diverted = publicationIds;
    for (const sent of this.#sent) sent.divert(publicationIds.has(sent.publicationId));
  }

  /** What the devices have delivered of late. */
  hear(samples: readonly SentSample[], spanMs: number): void {
    for (const sent of this.#sent) {
      const sample = samples.find(({ publicationId }) => publicationId === sent.publicationId);
      const isHeard = sent.source === 'microphone' && sample && sample.energy !== null && spanMs > 0;
      if (isHeard) sent.hear((sample.energy * 1_000) / spanMs, spanMs);
    }
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

  /**
   * What pictures may be encoded with from now on. What is encoded with something else goes over at once; what
   * is not stays as it is, since going over interrupts it.
   */
  allowCodecs(codecs: readonly VideoCodec[]): void {
    this.#allowed = codecs;
    for (const sent of this.#sent) this.#allow(sent);
  }

  /** What the pictures may take from now on. */
  limit(limits: SendLimits): void {
    this.#limits = limits;
    this.#applyLimits();
  }

  /**
   * The server may keep nothing ready any more for a microphone that is muted or silent: the first word after that
   * has to wait until those who listen are ready. From here on for good, where the browser can do it.
   */
  expectDormancy(): void {
    if (this.#mayBeDormant || typeof RTCRtpScriptTransform === 'undefined') return;
    this.#mayBeDormant = true;
    // Without it nothing is held back, as in a browser that cannot do it.
    this.#startHolds().catch(() => {});
  }

  close(): void {
    this.transport.close();
  }

  async #startHolds(): Promise<void> {
    const { SoundHolds } = await import('./soundHold/SoundHolds.ts');
    const holds = await SoundHolds.start();
    if (!holds) return;
    // Only with its senders: without the worker they would be silent.
    if (this.isClosed) return holds.close();
    this.transport.observer.once('close', () => holds.close());
    this.#holds = holds;
    for (const sent of this.#sent) this.#expectDormancyOf(sent);
  }

  #expectDormancyOf(sent: SentTrack): void {
    if (this.#holds && sent.source === 'microphone') sent.expectDormancy();
  }

  #codecFor(source: Source): VideoCodec | undefined {
    if (KIND_OF_SOURCE[source] === 'audio') return undefined;
    return chooseCodec(source, this.#allowed, this.#device);
  }

  #allow(sent: SentTrack): void {
    const codec = this.#codecFor(sent.source);
    if (codec && sent.codec && !this.#allowed.includes(sent.codec)) sent.encodeAs(codec);
  }

  async #produce(
    { track, codec }: Content,
    asked: Asked,
  ): Promise<Produced & { producer: Producer; publicationId: string }> {
    const sendCodec = codec && this.#device.sendCodec(codec);
    const isPicture = KIND_OF_SOURCE[asked.source] === 'video';
    let hold: SoundHold | undefined;
    let restEnded: Rest['ended'] | undefined;
    const onRtpSender = (sender: RTCRtpSender) => {
      if (isPicture) holdBack(sender);
      else if (asked.source === 'microphone') hold = this.#holds?.of(sender);
      if (asked.isResting) restEnded = hold?.rest();
    };
    const producer = await this.transport.produce({
      track: track ?? noPicture(),
      encodings: encodingsOf(asked.source, codec),
      codecOptions: codecOptionsOf(asked.source),
      ...(sendCodec && { codec: sendCodec }),
      stopTracks: false,
      disableTrackOnPause: false,
      onRtpSender,
      appData: asked,
    });
    producer.observer.once('close', () => {
      hold?.close();
      for (const sent of [...this.#sent]) if (sent.isClosed) this.#sent.delete(sent);
      this.#applyLimits();
    });
    const answer = this.#answers.get(producer.id);
    this.#answers.delete(producer.id);
    try {
      if (!answer) throw new Error('the producer was never asked for');
      const { publication, isDormant } = await answer;
      if (isPicture && !producer.closed) await producer.rtpSender?.replaceTrack(track);
      return {
        producer,
        publicationId: publication.publicationId,
        hold,
        rest: restEnded && { isDormant, ended: restEnded },
      };
    } catch (error) {
      producer.close();
      throw error;
    }
  }

  /** What one picture may take depends on what else there is. */
  #applyLimits(): void {
    const sources = new Set([...this.#sent].map(({ source }) => source));
    for (const sent of this.#sent) sent.limit(this.#limits(sent.source, sources));
  }
}

/**
 * What comes before the SFU knows the stream is lost, and a picture begins with the frame that all later ones build
 * on: having to ask for that one again costs up to a second.
 */
function holdBack(sender: RTCRtpSender): void {
  // A browser that cannot do this sends from the start.
  sender.replaceTrack(null).catch(() => {});
}
