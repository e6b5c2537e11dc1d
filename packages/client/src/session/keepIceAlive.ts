import type { ReplyOf } from '@parley/protocol/contract';
import type { Direction } from '@parley/protocol/media';
import type { IceParameters, Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import { toRtcIceServers } from '../media/iceServers.ts';

/** Short gaps heal by themselves; a restart would only add to them. */
const PATIENCE_MS = 2_000;
const LONGEST_PAUSE_MS = 10_000;

export type IceKeeper = {
  /** The signalling is back: whatever is not connected gets its restart now. */
  signalingIsBack(): void;
  stop(): void;
};

/**
 * Restarts ICE (RFC 8445, section 9) when the media's path is lost: at once when it failed, after a
 * moment when it is only disconnected, and again with growing pauses until it is back.
 * @param restart asks the server for new ICE parameters, and for TURN credentials that are still good
 */
export function keepIceAlive(
  transport: Transport,
  direction: Direction,
  restart: (direction: Direction) => Promise<ReplyOf<'media:restartIce'>>,
  log: Log,
): IceKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  const plan = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void tryOnce(), delayMs);
  };

  const tryOnce = async () => {
    tries += 1;
    // A failed try (no signalling either) is followed by the next one like an unsuccessful one.
    plan(Math.min(PATIENCE_MS * 2 ** tries, LONGEST_PAUSE_MS));
    try {
      const { iceParameters, iceServers } = await restart(direction);
      if (transport.closed) return;
      await transport.updateIceServers({ iceServers: toRtcIceServers(iceServers) });
      // Opaque on the wire; the browser checks it.
      await transport.restartIce({ iceParameters: iceParameters as unknown as IceParameters });
    } catch (error) {
      log.debug(`ICE of the ${direction} transport was not restarted`, error);
    }
  };

  const isDown = () => ['disconnected', 'failed'].includes(transport.connectionState);

  transport.on('connectionstatechange', (state) => {
    log.debug(`the ${direction} transport is ${state}`);
    if (state === 'failed') plan(0);
    else if (state === 'disconnected') plan(PATIENCE_MS);
    else if (state === 'connected' || state === 'closed') {
      clearTimeout(timer);
      tries = 0;
    }
  });

  return {
    signalingIsBack: () => {
      if (isDown()) plan(0);
    },
    stop: () => clearTimeout(timer),
  };
}
