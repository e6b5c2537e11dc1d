import { timingSafeEqual } from 'node:crypto';
import type { PeerMedia } from '../media/MediaServer.ts';
import type { Connection } from './Connection.ts';
import type { KeptPlace } from './KeptPlace.ts';
import { SerialQueue } from './SerialQueue.ts';

type Setup = {
  peerId: string;
  resumeToken: string;
  media: PeerMedia;
  keptPlace: KeptPlace;
  connection: Connection;
};

/** What the server holds for one peer of a call, beside what everybody sees of it. */
export class Member {
  readonly peerId: string;
  readonly media: PeerMedia;
  readonly keptPlace: KeptPlace;
  /** Changes to what it publishes, one after the other. */
  readonly publishing = new SerialQueue();
  /** Undefined while its place is kept. */
  connection: Connection | undefined;
  readonly #resumeToken: Buffer;

  constructor({ peerId, resumeToken, media, keptPlace, connection }: Setup) {
    this.peerId = peerId;
    this.media = media;
    this.keptPlace = keptPlace;
    this.connection = connection;
    this.#resumeToken = Buffer.from(resumeToken);
  }

  /** Takes the same time for every wrong token of the right length. */
  owns(resumeToken: string): boolean {
    const given = Buffer.from(resumeToken);
    return given.length === this.#resumeToken.length && timingSafeEqual(given, this.#resumeToken);
  }
}
