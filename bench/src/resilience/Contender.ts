import type { Ear } from '../sound.ts';

/** Somebody in the room, without a browser. */
export type Listener = {
  readonly name: string;
  /** Hears one of the others, all the time as long as nothing is wrong. */
  readonly ear: Ear;
  leave(): Promise<void>;
};

/** A server with a room in it that can be broken. Whatever breaks, nobody touches anything. */
export type Contender = {
  readonly name: string;
  start(): Promise<void>;
  /** So many people, two of whom hum; resolves when everybody hears one of them. */
  join(count: number): Promise<Listener[]>;
  /** The signalling of this one ends, as when a proxy is restarted. */
  cutSocket(listener: Listener): Promise<void>;
  /** SIGKILL to the process that forwards the media. */
  killWorker(): Promise<void>;
  /** SIGKILL to the server, which is started again at once; resolves when it can be reached again. */
  killServer(): Promise<void>;
  stop(): Promise<void>;
};
