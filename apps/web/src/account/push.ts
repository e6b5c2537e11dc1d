import { api } from './account.ts';

/** Why this browser cannot notify: not at all, not before it is on the home screen, or not allowed. */
export type PushObstacle = 'unsupported' | 'homeScreen' | 'denied';

const WORKER = '/push-worker.js';

/** Null when nothing stands in the way as far as is known. */
export function pushObstacle(): PushObstacle | null {
  const isThere = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!isThere) return isSecureContext && isApplePhone() ? 'homeScreen' : 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/** Those have it for pages on the home screen alone. A tablet calls itself a Macintosh, with fingers. */
function isApplePhone(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

/** Whether this browser still has what it subscribed with. */
export async function isSubscribed(): Promise<boolean> {
  if (pushObstacle() !== null || Notification.permission !== 'granted') return false;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) != null;
}

/**
 * Asks the person, and tells the server where to send. Call it from a click.
 *
 * @returns false when the person or the browser does not allow it
 * @throws {ParleyError} of the server; DOMException when the push service cannot be reached
 */
export async function turnPushOn(publicKey: string, language: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await navigator.serviceWorker.register(`${WORKER}?language=${language}`);
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made for another key, as of another database of this server, would get nothing.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { p256dh = '', auth = '' } = made.toJSON().keys ?? {};
  await api.ask('PUT /account/push', { body: { endpoint: made.endpoint, keys: { p256dh, auth } } });
  return true;
}

/** @throws {ParleyError} of the server: then it stays on */
export async function turnPushOff(): Promise<void> {
  await api.ask('DELETE /account/push');
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
