import type { StraightMessage } from '@parley/protocol/people/channels';
import type { Device } from '@parley/protocol/people/messages';

/**
 * Whether all devices of the one whom it reaches get it. Its sender may not know yet that there is another one, to
 * which nobody else would bring it.
 */
export function isForAll(
  { senderKey, deviceKeys }: Pick<StraightMessage, 'senderKey' | 'deviceKeys'>,
  ownDevices: readonly Pick<Device, 'deviceKey'>[],
): boolean {
  return ownDevices.every(({ deviceKey }) => deviceKey === senderKey || deviceKeys.includes(deviceKey));
}

/** From somebody else it is for oneself; from one's own device it is what one has written to somebody else. */
export function isBetween(
  { recipientId }: Pick<StraightMessage, 'recipientId'>,
  senderId: string,
  ownId: string,
): boolean {
  return (recipientId === ownId) !== (senderId === ownId);
}
