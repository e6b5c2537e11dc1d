import type { PictureSize, Source } from '@parley/protocol/media';
import type { Reaction } from '@parley/protocol/reaction';
import type { ChosenFile } from './ChatUploads.ts';
import type { DeviceKind, ScreenContent } from './store/CallState.ts';

/**
 * Everything that can be asked of a call. Commands carry the wanted state, so that calling one
 * twice is the same as calling it once. What came of it is in the store; those that return a promise
 * settle when it is known, and reject only where it says so.
 */
export type CallCommands = {
  /**
   * Opens the socket, loads the media device, makes the certificate and lists the devices: all that
   * can be done before the click. Called once, on the pre-join page. Nobody sees this peer yet.
   * Settles when the devices are listed; how far the rest is stands in `connection` and `preview`.
   */
  prepare(): Promise<void>;
  /** Rejects with a ParleyError; the phase is then `prejoin` again and joining can be retried. */
  join(name: string): Promise<void>;
  /** Stops everything that is captured and tells the server. The session cannot be used again. */
  leave(): Promise<void>;

  /** Before joining these capture for the preview; in the call they publish. Never reject. */
  setMicrophone(isOn: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  /** Turning it on opens the browser's picker: call it from a click. Takes the sound if offered. */
  setScreen(isOn: boolean): Promise<void>;
  /** What the screen that is shared is encoded for; without one nothing happens. The next one is `detail` again. */
  setScreenContent(content: ScreenContent): void;
  /** Null is the system's own choice. Works before and during the call, on or off. */
  chooseDevice(kind: DeviceKind, deviceId: string | null): Promise<void>;
  /** Asks the browser again which devices there are. */
  refreshDevices(): Promise<void>;

  /**
   * The pictures that are shown now and how large, in device pixels; every sound is wanted always.
   * May be called on each change of the layout: calls in quick succession are sent as one. Until the
   * first call the session watches by its `firstWish`.
   */
  showPictures(pictures: readonly ShownPicture[]): void;

  /** A picture of somebody else is on the screen: the first one ends the measuring of the join. */
  readonly pictureShown: () => void;

  /** Starts the sound that the browser held back. Call it from a click. */
  unblockAudio(): Promise<void>;
  /** How loud one peer is heard here, 0 to 1; nobody else notices. */
  setVolume(peerId: string, volume: number): void;
  /** In a large room the server sends those who speak; this peer is heard whoever else does. */
  setAlwaysHeard(peerId: string, isAlwaysHeard: boolean): void;
  /**
   * The level of the captured microphone, before and during the call, about 20 times a second:
   * 0 is silence or off, 1 the loudest. @returns stops the listening
   */
  onMicLevel(listener: (level: number) => void): () => void;
  /**
   * Publishes a track that the program made itself (a file, a canvas, a robot) as `source`, instead
   * of what a device delivers; null ends that and turns the source off. The session never stops such
   * a track. Before joining it is kept and published with the join. Never rejects.
   */
  publishTrack(source: Source, track: MediaStreamTrack | null): Promise<void>;

  /**
   * Whether the other one of two may connect straight to this device, past the server, and so learn its
   * network address. It happens only where the operator offers it and the other one allows it too.
   */
  setDirectAllowed(isAllowed: boolean): void;

  /**
   * Keeps all that is received, and all that is sent, below this, in bit/s: sound first, then a screen, then who
   * speaks. Two people are not connected straight meanwhile: it is the server that holds the limit. Null for none.
   */
  setMaxBitrate(maxBitrate: number | null): void;

  /**
   * While this machine does not keep up with encoding or decoding, pictures of others are asked for smaller, and
   * the own one is sent smaller; `limits.strain` says so. They come back by themselves.
   */
  setAdaptive(isAdaptive: boolean): void;

  /** Appears in `chat.unsent` at once and moves to `chat.messages` when the server has kept it. */
  sendChat(text: string): void;
  /** The same for a file: its bytes go first, and `chat.unsent` says how far they have come. */
  sendFile(file: ChosenFile): void;
  /** Takes back what is in `chat.unsent`. */
  cancelChat(messageId: string): void;
  /** Whether the person is writing to the room. Called with each change of the text; true ends by itself. */
  setWriting(isWriting: boolean): void;
  retryChat(messageId: string): void;
  loadOlderChat(): Promise<void>;
  markChatRead(): void;

  setHand(isRaised: boolean): Promise<void>;
  react(reaction: Reaction): Promise<void>;
  /** Rejects with a ParleyError. */
  setName(name: string): Promise<void>;
};

export type ShownPicture = { readonly publicationId: string; readonly size: PictureSize };
