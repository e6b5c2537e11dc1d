import { type ErrorCode, ParleyError } from '@parley/protocol/errors';
import { Connection } from '../signaling/Connection.ts';
import { openSocket, type SocketTransport } from '../signaling/openSocket.ts';
import { SignalingClient } from '../signaling/SignalingClient.ts';
import type { CheckResult } from './CheckReport.ts';
import type { ProbePlace } from './Probe.ts';

const WITHIN_MS = 6_000;
/** Above this, every button of a call feels stuck. */
const SLOW_MS = 1_500;
/** An answer that says that the server is there and does not want this. */
const REFUSALS: readonly ErrorCode[] = ['bad-request', 'forbidden', 'unauthorized', 'rate-limited'];

/**
 * Asks the server one question by web socket and, only when that gives no answer, by long polling:
 * a proxy that swallows web sockets lets calls come up slowly, and is to be told apart from no server.
 */
export async function checkSignaling(place: ProbePlace): Promise<CheckResult> {
  const bySocket = await askOnce(place, 'websocket');
  if (typeof bySocket === 'number') {
    return bySocket < SLOW_MS
      ? { verdict: 'good', value: bySocket }
      : { verdict: 'weak', reason: 'slow', value: bySocket };
  }
  if (REFUSALS.includes(bySocket.code)) return { verdict: 'bad', reason: 'refused' };
  const byPolling = await askOnce(place, 'polling');
  if (typeof byPolling === 'number') {
    return { verdict: 'weak', reason: 'polling-only', value: byPolling };
  }
  return { verdict: 'bad', reason: 'unreachable' };
}

/** @returns milliseconds until the answer, or why there was none */
async function askOnce(
  { url, room, log }: ProbePlace,
  transport: SocketTransport,
): Promise<number | ParleyError> {
  const connection = new Connection(openSocket(url, [transport]), undefined);
  const signaling = new SignalingClient(connection, log);
  let refusal: ParleyError | undefined;
  connection.listen({
    opened: () => {},
    lost: () => {},
    refused: (error) => {
      refusal = error;
    },
  });
  const startedAt = Date.now();
  try {
    connection.open();
    await signaling.request('room:preview', { room }, { timeoutMs: WITHIN_MS });
    return Date.now() - startedAt;
  } catch (error) {
    return (
      refusal ?? (error instanceof ParleyError ? error : new ParleyError('internal', String(error)))
    );
  } finally {
    signaling.close();
    connection.close();
  }
}
