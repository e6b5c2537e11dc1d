import type { RequestOf } from '@parley/protocol/contract';
import type { ConsumerDescription, Opaque, Source, TransportDescription } from '@parley/protocol/media';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import type { MediaRequests } from '../../src/media/MediaRequests.ts';
import { RtcDevice } from '../../src/media/RtcDevice.ts';
import { SendSide } from '../../src/media/SendSide.ts';

/** mediasoup-client with its own stand-in for a browser. */
export async function fakeDevice(): Promise<RtcDevice> {
  const device = new RtcDevice({ handlerFactory: FakeHandler.createFactory(fakeParameters) });
  await device.load(fakeParameters.generateRouterRtpCapabilities() as unknown as Opaque);
  return device;
}

export function fakeDescription(): TransportDescription {
  const { id, iceParameters, iceCandidates, dtlsParameters } =
    fakeParameters.generateTransportRemoteParameters();
  return {
    transportId: id,
    iceParameters,
    iceCandidates,
    dtlsParameters,
  } as unknown as TransportDescription;
}

/** Of a picture when its name ends with `camera`, else of a sound. */
export function describeConsumer(publicationId: string): ConsumerDescription {
  const kind = publicationId.endsWith('camera') ? 'video' : 'audio';
  const { rtpParameters } = fakeParameters.generateConsumerRemoteParameters({
    codecMimeType: kind === 'video' ? 'video/VP8' : 'audio/opus',
  });
  return {
    consumerId: `consumer-of-${publicationId}`,
    publicationId,
    kind,
    rtpParameters,
  } as unknown as ConsumerDescription;
}

type Kept = { publicationId: string; source: Source; isPaused: boolean };

/** The server's side of publishing: what it has, and how it was asked. */
export class FakePublishing implements MediaRequests {
  readonly publications = new Map<string, Kept>();
  readonly asked: string[] = [];
  /** Thrown by the next requests, one each. */
  readonly errors: Error[] = [];
  /** Whether a microphone that may rest is dormant then. */
  grantsRest = true;
  /** Every answer after the connection's is held back until this resolves. */
  hold: Promise<void> | undefined;
  #next = 1;

  async connect(direction: string): Promise<void> {
    this.asked.push(`connect ${direction}`);
  }

  async publish({ source, isPaused, renews, isResting = false }: RequestOf<'media:publish'>) {
    const how = isResting ? ' at rest' : '';
    await this.#ask(`publish ${source}${renews === undefined ? '' : ` for ${renews}`}${how}`);
    const publicationId = renews ?? `publication-${this.#next++}`;
    this.publications.set(publicationId, { publicationId, source, isPaused });
    const publication = { publicationId, peerId: 'self-peer', source, isPaused, revision: 1 };
    return { publication, isDormant: isResting && this.grantsRest };
  }

  async setResting(publicationId: string, isResting: boolean): Promise<boolean> {
    await this.#ask(`${isResting ? 'rest' : 'wake'} ${publicationId}`);
    return isResting && this.grantsRest;
  }

  async setPaused(publicationId: string, isPaused: boolean): Promise<void> {
    await this.#ask(`${isPaused ? 'pause' : 'resume'} ${publicationId}`);
    const kept = this.publications.get(publicationId);
    if (kept) kept.isPaused = isPaused;
  }

  async unpublish(publicationId: string): Promise<void> {
    await this.#ask(`unpublish ${publicationId}`);
    this.publications.delete(publicationId);
  }

  of(source: Source): Kept[] {
    return [...this.publications.values()].filter((one) => one.source === source);
  }

  async #ask(what: string): Promise<void> {
    this.asked.push(what);
    await this.hold;
    const error = this.errors.shift();
    if (error) throw error;
  }
}

export function fakeSendSide(device: RtcDevice, requests: MediaRequests): SendSide {
  const transport = device.createTransport({
    direction: 'send',
    description: fakeDescription(),
    iceServers: [],
    certificate: null,
    requests,
  });
  return new SendSide(transport, device, requests);
}
