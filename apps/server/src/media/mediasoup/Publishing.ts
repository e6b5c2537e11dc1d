import { ParleyError } from '@parley/protocol/errors';
import { KIND_OF_SOURCE, type WantedLayers } from '@parley/protocol/media';
import type { Producer, WebRtcTransport } from 'mediasoup/types';
import type { BaseLogger } from 'pino';
import type { NewPublication } from '../MediaServer.ts';
import type { ReadyMicrophones } from '../ReadyMicrophones.ts';
import { asScreen } from './asScreen.ts';
import { KEY_FRAME_REQUEST_DELAY_MS } from './keyFrames.ts';
import type { LayerDemand } from './LayerDemand.ts';
import { countLayers } from './layers.ts';
import { clientFault, closedMeanwhile, mediaFailure } from './mediaFailure.ts';
import { PictureStart } from './PictureStart.ts';
import type { Publications } from './Publications.ts';
import type { RoomPart } from './RoomPart.ts';
import { checkRtpParameters } from './rtpSchemas.ts';
import type { Speakers } from './Speakers.ts';

type Setup = {
  peerId: string;
  /** Rises with each peer that comes in. */
  peerRank: number;
  part: RoomPart;
  transport: WebRtcTransport;
  publications: Publications;
  speakers: Speakers;
  ready: ReadyMicrophones;
  demand: LayerDemand;
  log: BaseLogger;
  /** Somebody wishes for this microphone whoever else speaks. */
  isAlwaysHeard: (publicationId: string) => boolean;
  onLayersWanted: (layers: WantedLayers) => void;
};

/** What one peer sends. */
export class Publishing {
  readonly #setup: Setup;
  readonly #pictureStart = new PictureStart();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  async publish({
    publicationId,
    source,
    rtpParameters,
    isPaused,
    isResting,
  }: NewPublication): Promise<void> {
    const { transport, peerId, peerRank, part, publications, speakers, ready, demand } = this.#setup;
    this.#assertOpen();
    const kind = KIND_OF_SOURCE[source];
    const read = checkRtpParameters(kind, rtpParameters);
    const checked = source === 'screen' ? asScreen(read) : read;
    await publications.add(publicationId, async () => {
      let producer: Producer | undefined;
      try {
        producer = await transport.produce({
          id: publicationId,
          kind,
          rtpParameters: checked,
          paused: isPaused,
          keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS,
        });
        if (source === 'microphone') await speakers.add(part.levels, producer, peerId);
        // mediasoup hands out a producer even when its transport was closed while it was made.
        if (producer.closed || transport.closed) throw closedMeanwhile();
        // Before anybody can watch it.
        if (source === 'microphone') {
          producer.observer.once('close', () => ready.remove(publicationId));
          ready.add(publicationId, isPaused ? 'muted' : isResting ? 'resting' : 'on');
          speakers.setDormant(publicationId, !isPaused && ready.isDormant(publicationId));
        }
        const { encodings } = checked;
        const layers = countLayers(encodings);
        if (layers > 1) {
          producer.observer.once('close', () => demand.remove(publicationId));
          demand.add(publicationId, layers, (wanted) =>
            this.#setup.onLayersWanted({ publicationId, layers: wanted }),
          );
        }
        return { publicationId, peerId, peerRank, source, part, encodings, producer };
      } catch (error) {
        producer?.close();
        throw this.#failure(clientFault(error));
      }
    });
  }

  layersWanted(): WantedLayers[] {
    const { publications, demand, peerId } = this.#setup;
    return publications.of(peerId).flatMap(({ publicationId }) => {
      const layers = demand.layersOf(publicationId);
      return layers === undefined ? [] : [{ publicationId, layers }];
    });
  }

  async setPaused(publicationId: string, isPaused: boolean): Promise<void> {
    this.#assertOpen();
    const producer = this.#own(publicationId);
    if (!producer) throw new ParleyError('not-found', 'This peer has no such publication.');
    const { speakers, ready } = this.#setup;
    if (!isPaused) speakers.open(publicationId);
    speakers.setDormant(publicationId, false);
    try {
      if (isPaused) {
        this.#pictureStart.cancel(producer);
        await producer.pause();
        speakers.close(publicationId);
        ready.close(publicationId);
      } else if (producer.kind === 'video') this.#startPicture(producer);
      else {
        await ready.open(publicationId);
        await producer.resume();
      }
    } catch (error) {
      throw producer.closed ? closedMeanwhile(error) : this.#failure(mediaFailure(error));
    }
  }

  async setResting(publicationId: string, isResting: boolean): Promise<void> {
    this.#assertOpen();
    const producer = this.#own(publicationId);
    if (!producer) throw new ParleyError('not-found', 'This peer has no such publication.');
    // Muted meanwhile, it is as ready as other muted ones are.
    if (producer.paused) return;
    const { speakers, ready } = this.#setup;
    if (isResting) {
      await ready.rest(publicationId);
      speakers.setDormant(publicationId, ready.isDormant(publicationId));
      return;
    }
    speakers.stir(publicationId);
    if (speakers.isHeld(publicationId) && !this.#setup.isAlwaysHeard(publicationId)) return;
    await ready.open(publicationId);
    speakers.setDormant(publicationId, false);
  }

  unpublish(publicationId: string): void {
    this.#own(publicationId)?.close();
  }

  /** Its owner's own browser says that somebody speaks into it. */
  stir(publicationId: string): void {
    if (this.#own(publicationId)) this.#setup.speakers.stir(publicationId);
  }

  /** Nobody waits for it: the first of it may be long in coming. */
  #startPicture(producer: Producer): void {
    this.#pictureStart.resume(producer).catch((error: unknown) => {
      if (!producer.closed) this.#setup.log.warn({ err: error }, 'a picture was not turned on again');
    });
  }

  #own(publicationId: string): Producer | undefined {
    const publication = this.#setup.publications.get(publicationId);
    return publication?.peerId === this.#setup.peerId ? publication.producer : undefined;
  }

  #assertOpen(): void {
    if (this.#setup.transport.closed) throw closedMeanwhile();
  }

  /** Whatever goes wrong with a transport that was closed meanwhile goes wrong because of that. */
  #failure(failure: unknown): unknown {
    return this.#setup.transport.closed ? closedMeanwhile(failure) : failure;
  }
}
