import type { IceParameters, Transport } from 'mediasoup-client/types';

/** More than lies between any two candidates of the SFU, so that a restart outranks all before it. */
const STEP = 2 ** 22;
/** Beyond it the browser's own candidates over TCP would decide (RFC 8445, 6.1.2.3: the lower of both counts). */
const HIGHEST = 1_500_000_000;
/** A candidate in SDP (RFC 8839, 5.1): foundation, component, transport, priority. */
const PRIORITY = /^(a=candidate:\S+ \d+ \S+ )(\d+)/gim;

/**
 * Lets each ICE restart bring candidates of higher priority than the one before. A browser stays with a pair
 * that has worked until nothing has come over it for three and a half seconds, unless one of higher
 * priority works: so TCP takes over from a dead UDP as soon as it can, while among the new ones UDP is
 * still preferred.
 *
 * @returns restarts ICE of this transport
 */
export function newPathsFirst(transport: Transport): (parameters: IceParameters) => Promise<void> {
  let restarts = 0;
  // mediasoup-client describes the candidates of the beginning for ever, and keeps its connection to itself.
  const { _pc: connection } = transport.handler as unknown as { _pc?: RTCPeerConnection };
  if (connection) {
    const describe = connection.setRemoteDescription.bind(connection);
    connection.setRemoteDescription = ({ type, sdp = '' }) =>
      describe({
        type,
        sdp: sdp.replace(PRIORITY, (_, start, priority) => start + ranked(+priority, restarts)),
      });
  }
  return (iceParameters) => {
    restarts += 1;
    return transport.restartIce({ iceParameters });
  };
}

function ranked(priority: number, restarts: number): number {
  const steps = Math.max(0, Math.min(restarts, Math.floor((HIGHEST - priority) / STEP)));
  return priority + steps * STEP;
}
