import type { MomentEvent } from '@parley/protocol/contract';
import type { DirectSignal } from '@parley/protocol/direct';
import { KIND_OF_SOURCE, SOURCES, type Source } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import { encodingsOf } from '../media/encodings.ts';
import { StatsTable } from '../media/stats/StatsTable.ts';
import { Asides } from './Asides.ts';
import { inStereo } from './inStereo.ts';

type Description = Extract<DirectSignal, { kind: 'description' }>;
type Candidate = Extract<DirectSignal, { kind: 'candidate' }>;

export type DirectLinkParts = {
  readonly attempt: number;
  readonly isOffering: boolean;
  readonly iceServers: RTCIceServer[];
  /** The other one. */
  readonly peerId: string;
  readonly tell: (signal: DirectSignal) => void;
  /** What the other one did in passing. */
  readonly take: (event: MomentEvent) => void;
  /** The connection came up, or is on its way down. */
  readonly changed: () => void;
  readonly log: Log;
};

/**
 * One connection with the other person, with a place for each source in either direction. It is
 * negotiated once: what starts and stops afterwards only puts a track in its place, or takes it out.
 */
export class DirectLink {
  readonly attempt: number;
  readonly asides: Asides;
  readonly #parts: DirectLinkParts;
  readonly #connection: RTCPeerConnection;
  /** Signals are taken in one after the other: candidates wait for the description. */
  #taking: Promise<void> = Promise.resolve();
  #transceivers: readonly RTCRtpTransceiver[] = [];
  #scale = 1;
  readonly #carried = new Map<Source, MediaStreamTrack | null>();

  constructor(parts: DirectLinkParts) {
    this.#parts = parts;
    this.attempt = parts.attempt;
    this.#connection = new RTCPeerConnection({ iceServers: parts.iceServers });
    this.asides = new Asides(this.#connection, parts);
    this.#connection.addEventListener('connectionstatechange', this.#changed);
    this.#connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate) return;
      const { attempt } = this;
      parts.tell({
        kind: 'candidate',
        attempt,
        candidate: candidate.candidate,
        sdpMid: candidate.sdpMid,
      });
    });
    if (parts.isOffering) this.#enqueue(() => this.#offer());
  }

  get state(): RTCPeerConnectionState {
    return this.#connection.connectionState;
  }

  get isConnected(): boolean {
    return this.state === 'connected';
  }

  /** What is only `disconnected` may come back by itself. */
  get isLost(): boolean {
    return this.state === 'failed' || this.state === 'closed';
  }

  take(signal: Description | Candidate): void {
    this.#enqueue(() =>
      signal.kind === 'description' ? this.#describe(signal) : this.#addCandidate(signal),
    );
  }

  /** Sends this as the source; null sends nothing. */
  carry(source: Source, track: MediaStreamTrack | null): void {
    const sender = this.#transceiver(source)?.sender;
    if (!sender || (this.#carried.get(source) ?? null) === track) return;
    this.#carried.set(source, track);
    sender.replaceTrack(track).catch((error) => {
      this.#carried.delete(source);
      this.#parts.log.debug(`${source} cannot be sent directly`, error);
    });
  }

  /** Sends the camera with so many times shorter edges. */
  shrink(scale: number): void {
    if (scale === this.#scale || this.#transceivers.length === 0) return;
    this.#scale = scale;
    const sender = this.#transceiver('camera')?.sender;
    const parameters = sender?.getParameters();
    for (const encoding of parameters?.encodings ?? []) encoding.scaleResolutionDownBy = scale;
    // Where it cannot be set, the picture stays as large as it is.
    if (sender && parameters) sender.setParameters(parameters).catch(() => {});
  }

  /** What arrives as the source, or would. */
  track(source: Source): MediaStreamTrack | undefined {
    return this.#transceiver(source)?.receiver.track;
  }

  mid(source: Source): string | undefined {
    return this.#transceiver(source)?.mid ?? undefined;
  }

  /** Of a connection that was closed behind its back there is nothing to say. */
  async getStats(): Promise<StatsTable> {
    const isClosed = this.state === 'closed';
    return new StatsTable(isClosed ? new Map() : await this.#connection.getStats());
  }

  close(): void {
    this.#connection.removeEventListener('connectionstatechange', this.#changed);
    this.asides.giveUp();
    this.#connection.close();
  }

  readonly #changed = (): void => {
    if (!this.isConnected) this.asides.giveUp();
    this.#parts.changed();
  };

  async #offer(): Promise<void> {
    const streams = streamsBySource();
    for (const source of SOURCES) {
      this.#connection.addTransceiver(KIND_OF_SOURCE[source], {
        direction: 'sendrecv',
        streams: [streams[source]],
      });
    }
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    await this.#settlePlaces();
    this.#tellDescription('offer');
  }

  async #describe({ type, sdp }: Description): Promise<void> {
    await this.#connection.setRemoteDescription({ type, sdp });
    if (type === 'answer') return;
    const streams = streamsBySource();
    for (const [index, transceiver] of this.#connection.getTransceivers().entries()) {
      const source = SOURCES[index];
      if (!source) continue;
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams(streams[source]);
    }
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    await this.#settlePlaces();
    this.#tellDescription('answer');
  }

  async #addCandidate({ candidate, sdpMid }: Candidate): Promise<void> {
    await this.#connection.addIceCandidate({ candidate, sdpMid });
  }

  #tellDescription(type: Description['type']): void {
    const screenAudio = this.mid('screen-audio');
    const sdp = this.#connection.localDescription?.sdp ?? '';
    this.#parts.tell({
      kind: 'description',
      attempt: this.attempt,
      type,
      sdp: screenAudio === undefined ? sdp : inStereo(sdp, screenAudio),
    });
  }

  /** The order of the sections says which is for what. */
  async #settlePlaces(): Promise<void> {
    this.#transceivers = this.#connection.getTransceivers();
    await Promise.all(SOURCES.map((source) => this.#limit(source)));
  }

  /** One size at the most that the SFU would get: there is one viewer. */
  async #limit(source: Source): Promise<void> {
    const sender = this.#transceiver(source)?.sender;
    const maxBitrate = Math.max(...encodingsOf(source).map((encoding) => encoding.maxBitrate ?? 0));
    const parameters = sender?.getParameters();
    for (const encoding of parameters?.encodings ?? []) encoding.maxBitrate = maxBitrate;
    // Where it cannot be set, the browser's own limits hold, which are of the same order.
    if (parameters) await sender?.setParameters(parameters).catch(() => {});
  }

  #transceiver(source: Source): RTCRtpTransceiver | undefined {
    return this.#transceivers[SOURCES.indexOf(source)];
  }

  #enqueue(step: () => Promise<void>): void {
    this.#taking = this.#taking.then(step).catch((error) => {
      // Without it there is no connection, and after a while it is tried anew.
      if (this.state !== 'closed') this.#parts.log.debug('a step to the other person failed', error);
    });
  }
}

/** A voice is played in step with its face, a screen with its sound. */
function streamsBySource(): Readonly<Record<Source, MediaStream>> {
  const [person, screen] = [new MediaStream(), new MediaStream()];
  return { microphone: person, camera: person, screen, 'screen-audio': screen };
}
