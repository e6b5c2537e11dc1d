import { Handshake, type HandshakeRefusal } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import { PROTOCOL_VERSION } from '@parley/protocol/version';

/**
 * @param auth what the client sent when it connected
 * @throws {ParleyError} `bad-request` for a client of another version, or none of ours
 */
export function assertHandshake(auth: unknown): void {
  const handshake = Handshake.safeParse(auth);
  if (!handshake.success) {
    throw new ParleyError('bad-request', 'The handshake must be { protocol: <version> }.');
  }
  const { protocol } = handshake.data;
  if (protocol !== PROTOCOL_VERSION) {
    throw new ParleyError(
      'bad-request',
      `This server speaks version ${PROTOCOL_VERSION} and you speak ${protocol}. Reload the page.`,
    );
  }
}

/** In the form in which socket.io carries it: `connect_error.data` on the client. */
export function toRefusal({ code, message }: ParleyError): Error {
  const data: HandshakeRefusal = { code, message };
  return Object.assign(new Error(message), { data });
}
