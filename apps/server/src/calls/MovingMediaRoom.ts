import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import type { MediaRoom, MediaServer } from '../media/MediaServer.ts';
import type { Timers } from './Timers.ts';

export type MovingMediaRoomSetup = {
  /** Of the room; for the log. */
  name: string;
  mediaServer: MediaServer;
  timers: Timers;
  log: BaseLogger;
  onSpeakers: (peerIds: readonly string[]) => void;
  onLost: () => void;
};

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/** The media of one call over all workers it has lived on: when one dies, it moves to the next. */
export class MovingMediaRoom {
  readonly #setup: MovingMediaRoomSetup;
  #current: Promise<MediaRoom>;
  /** Rises with each room that is made: what an earlier one still says is out of date. */
  #generation = 0;
  #isClosed = false;
  /** Calls off the waiting for the next try. */
  #stopWaiting: (() => void) | undefined;

  private constructor(setup: MovingMediaRoomSetup) {
    this.#setup = setup;
    this.#current = this.#create();
  }

  /** @throws {ParleyError} `internal` when no worker can take it */
  static async open(setup: MovingMediaRoomSetup): Promise<MovingMediaRoom> {
    const room = new MovingMediaRoom(setup);
    await room.#current;
    return room;
  }

  /** Where the call lives now; waits while it is moving. Rejects when the call has ended. */
  current(): Promise<MediaRoom> {
    return this.#current;
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWaiting?.();
    void this.#current.then(
      (room) => room.close(),
      () => {
        // There is nothing to close.
      },
    );
  }

  #create(): Promise<MediaRoom> {
    const { mediaServer, onSpeakers } = this.#setup;
    this.#generation += 1;
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation && !this.#isClosed;
    return mediaServer.createRoom({
      speakersChanged: (peerIds) => {
        if (isCurrent()) onSpeakers(peerIds);
      },
      lost: () => {
        if (isCurrent()) this.#lost();
      },
    });
  }

  #lost(): void {
    const { name, log, onLost } = this.#setup;
    log.error({ room: name }, 'the media worker of a call died; the call moves to another one');
    this.#current = this.#move();
    onLost();
  }

  async #move(): Promise<MediaRoom> {
    const { name, log } = this.#setup;
    for (let tries = 0; !this.#isClosed; tries += 1) {
      try {
        const room = await this.#create();
        if (this.#isClosed) room.close();
        else log.info({ room: name, tries }, 'the call has moved');
        return room;
      } catch (error) {
        log.warn({ err: error, room: name, tries }, 'no media worker takes the call yet');
        await this.#wait(Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS));
      }
    }
    throw new ParleyError('not-found', 'The call ended meanwhile.');
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#setup.timers.after(ms, resolve);
      this.#stopWaiting = () => {
        cancel();
        resolve();
      };
    });
  }
}
