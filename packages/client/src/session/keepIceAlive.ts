import type { ReplyOf } from '@parley/protocol/contract';
import type { Direction } from '@parley/protocol/media';
import type { IceParameters, Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import { toRtcIceServers } from '../media/iceServers.ts';
import { newPathsFirst } from '../media/newPathsFirst.ts';

/** Long enough for a path through TCP or a relay to come up; a new restart would begin from nothing. */
const FIRST_PAUSE_MS = 4_000;
const LONGEST_PAUSE_MS = 10_000;

export type IceKeeper = {
  /** Others say that nothing comes through any more, or that it does again. */
  setSilent(isSilent: boolean): void;
  /** The path may be another one now: it gets a restart whatever it looks like. */
  doubt(): void;
  /** The signalling is back: whatever is not connected gets its restart now. */
  signalingIsBack(): void;
  stop(): void;
};

/**
 * Restarts ICE (RFC 8445, section 9) when the media's path is lost, and again with growing pauses until
 * it is back. A restart on a path that was not lost costs a message and disturbs nothing: the old pair
 * of candidates carries on until a new one works. So no time is spent on waiting for certainty.
 * @param restart asks the server for new ICE parameters, and for TURN credentials that are still good
 */
export function keepIceAlive(
  transport: Transport,
  direction: Direction,
  restart: (direction: Direction) => Promise<ReplyOf<'media:restartIce'>>,
  log: Log,
): IceKeeper {
  const restartIce = newPathsFirst(transport);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let isSilent = false;
  let isDoubtful = false;

  const isDown = () =>
    isSilent || isDoubtful || ['disconnected', 'failed'].includes(transport.connectionState);

  const plan = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void tryOnce(), delayMs);
  };

  const settle = () => {
    if (isDown()) return;
    clearTimeout(timer);
    tries = 0;
  };

  /** Unless a restart is under way already. */
  const begin = () => {
    if (tries === 0) plan(0);
  };

  const tryOnce = async () => {
    if (!isDown()) return settle();
    // A failed try (no signalling either) is followed by the next one like an unsuccessful one.
    plan(Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS));
    tries += 1;
    try {
      const { iceParameters, iceServers } = await restart(direction);
      if (transport.closed) return;
      await transport.updateIceServers({ iceServers: toRtcIceServers(iceServers) });
      // Opaque on the wire; the browser checks it.
      await restartIce(iceParameters as unknown as IceParameters);
      isDoubtful = false;
    } catch (error) {
      log.debug(`ICE of the ${direction} transport was not restarted`, error);
    }
  };

  transport.on('connectionstatechange', (state) => {
    log.debug(`the ${direction} transport is ${state}`);
    if (state === 'failed') plan(0);
    else if (state === 'disconnected') begin();
    else if (state === 'connected') settle();
    else if (state === 'closed') clearTimeout(timer);
  });

  return {
    setSilent: (silent) => {
      isSilent = silent;
      if (isSilent) begin();
      else settle();
    },
    doubt: () => {
      isDoubtful = true;
      plan(0);
    },
    signalingIsBack: () => {
      if (isDown()) plan(0);
    },
    stop: () => clearTimeout(timer),
  };
}
