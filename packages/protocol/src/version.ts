/**
 * The version of the wire. It rises when an old client or server would misunderstand the new one;
 * additions that both sides may ignore keep it. Sent in the handshake as `auth.protocol`.
 */
export const PROTOCOL_VERSION = 1;
