import type { Stream } from '../GapLog.ts';

/** Who is measured. */
export type Kind = 'parley' | 'plain';
export const NAMES: Readonly<Record<Kind, string>> = {
  parley: 'Parley',
  plain: 'a plain mediasoup room',
};

/** Somebody in the room, without a browser. */
export type Listener = {
  readonly name: string;
  /** The sound of one of the others, which is there all the time as long as nothing is wrong. */
  readonly heard: Stream;
  /** That person's picture. */
  readonly seen: Stream;
  leave(): Promise<void>;
};

/** A server with a room in it that can be broken. Whatever breaks, nobody touches anything. */
export type Contender = {
  readonly name: string;
  start(): Promise<void>;
  /**
   * So many people, two of whom hum; resolves when everybody hears one of them.
   * @param withPictures whether those two have a camera, too
   */
  join(count: number, withPictures: boolean): Promise<Listener[]>;
  /** The signalling of this one ends, as when a proxy is restarted. */
  cutSocket(listener: Listener): Promise<void>;
  /** SIGKILL to the process that forwards the media. */
  killWorker(): Promise<void>;
  /** SIGKILL to the server, which is started again at once; resolves when it can be reached again. */
  killServer(): Promise<void>;
  stop(): Promise<void>;
};
