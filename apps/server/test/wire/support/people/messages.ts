import type { SealedMessage } from '@parley/protocol/people/messages';

/** A key of the right form, the same for the same name. */
export function deviceKeyOf(name: string): string {
  return name.padEnd(43, '_');
}

/** A message as nobody could open it; the server does not look. */
export function sealedMessage(messageId: string, senderKey: string, body = 'sealed'): SealedMessage {
  return { messageId, senderKey, ephemeralKey: deviceKeyOf('ephemeral'), body };
}
