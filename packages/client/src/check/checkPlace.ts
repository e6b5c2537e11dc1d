import { toCheckRoom } from '@parley/protocol/ids';
import { consoleLog, type Log } from '../log.ts';
import type { RtcOptions } from '../media/RtcDevice.ts';
import type { ProbePlace } from './Probe.ts';

export type CheckPlaceOptions = {
  /** The server's origin. */
  readonly url: string;
  readonly rtc?: RtcOptions | undefined;
  readonly log?: Log | undefined;
};

/** A room that nobody else can be in. */
export function newCheckPlace({ url, rtc = {}, log = consoleLog }: CheckPlaceOptions): ProbePlace {
  return { url, room: toCheckRoom(crypto.getRandomValues(new Uint8Array(24))), rtc, log };
}
