import type { FirstWish } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import type { Capture } from '../media/Capture.ts';
import type { KeyValueStorage } from '../media/Devices.ts';
import type { NetworkPath } from '../media/networkPath.ts';
import type { RtcOptions } from '../media/RtcDevice.ts';
import type { PlaceStore } from './PlaceStore.ts';

export type CallSessionOptions = {
  /** The server's origin, such as `https://meet.example.org`. */
  readonly url: string;
  /** The token of a session, for programs that are signed in; a page has its cookie. */
  readonly token?: string | undefined;
  /** A room's name in its strict form; `toRoomName` makes it from what a person typed. */
  readonly room: string;
  /** Where chosen devices, and how people are heard, are remembered; without one they are forgotten. */
  readonly storage?: KeyValueStorage | undefined;
  /** Where the place in the room is kept over a reload; without one, whoever comes back is somebody new. */
  readonly places?: PlaceStore | undefined;
  /** Where warnings go; the console if not given. */
  readonly log?: Log | undefined;
  /** Where microphones, cameras and screens come from; the browser if not given. */
  readonly capture?: Capture | undefined;
  /** For programs without a browser. Their `RTCPeerConnection` and `MediaStream` must be global. */
  readonly rtc?: RtcOptions | undefined;
  /** Restricts the media to one way through the network; `any` if not given. */
  readonly network?: NetworkPath | undefined;
  /** As `setDirectAllowed`; false if not given. Never with a restricted `network`. */
  readonly isDirectAllowed?: boolean | undefined;
  /** As `setMaxBitrate`; null if not given. */
  readonly maxBitrate?: number | null | undefined;
  /** As `setAdaptive`; false if not given. */
  readonly isAdaptive?: boolean | undefined;
  /** `none`: whoever uses the session plays what is in `received`. Browsers default to `elements`. */
  readonly audio?: 'elements' | 'none' | undefined;
  /** What to receive from the first moment on, before the layout has said what it shows. */
  readonly firstWish?: FirstWish | undefined;
};

export const DEFAULT_FIRST_WISH: FirstWish = { videos: 9, size: { width: 640, height: 360 } };
