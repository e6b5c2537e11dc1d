import type { SignalingClient } from '../signaling/SignalingClient.ts';
import type { CallStore } from './store/createCallStore.ts';

/**
 * Puts the page before the oldest known message in front of it; comes with the first time that somebody scrolls so
 * far. Asked for while one is on its way, it does nothing.
 *
 * @throws {ParleyError} when the server does not give it
 */
export async function loadOlderChat(
  store: CallStore,
  signaling: Pick<SignalingClient, 'request'>,
): Promise<void> {
  const { messages, hasMore, isLoadingOlder } = store.getState().chat;
  const before = messages[0]?.position;
  if (before === undefined || !hasMore || isLoadingOlder) return;
  store.setState(({ chat }) => ({ chat: { ...chat, isLoadingOlder: true } }));
  try {
    const page = await signaling.request('chat:history', { before });
    store.setState(({ chat }) => {
      // A snapshot may have let go of what this page comes before: it would leave a hole.
      if (chat.messages[0]?.position !== before) return {};
      const longer = { messages: [...page.messages, ...chat.messages], hasMore: page.hasMore };
      return { chat: { ...chat, ...longer } };
    });
  } finally {
    store.setState(({ chat }) => ({ chat: { ...chat, isLoadingOlder: false } }));
  }
}
