/*
 * Shows notifications while no page of this server is open, and opens the page that they are about. It has no
 * `fetch` handler, so that no page ever loads through it.
 */

/** By language and what happened. */
const TEXTS = {
  en: {
    message: (name) => `${name} wrote to you`,
    ring: (name) => `${name} is calling`,
    missed: (name) => `${name} called you`,
    answered: (name) => `The call of ${name} was answered on another device`,
    declined: (name) => `The call of ${name} was declined on another device`,
  },
  de: {
    message: (name) => `${name} hat dir geschrieben`,
    ring: (name) => `${name} ruft an`,
    missed: (name) => `${name} hat angerufen`,
    answered: (name) => `Der Anruf von ${name} wurde auf einem anderen Gerät angenommen`,
    declined: (name) => `Der Anruf von ${name} wurde auf einem anderen Gerät abgelehnt`,
  },
};

/** The language of the page that registered it is in its address: it can ask nobody else. */
const language = new URL(self.location.href).searchParams.get('language');
const texts = TEXTS[language] ?? TEXTS.en;

self.addEventListener('push', (event) => {
  if (event.data !== null) event.waitUntil(show(event.data.json()));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.accountId));
});

/** @param news `PushNews` of the protocol */
async function show({ kind, from }) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // It was opened a moment ago, and tells by itself.
  if (pages.some(({ visibilityState }) => visibilityState === 'visible')) return;
  const isCall = kind !== 'message';
  // Browsers want something to be shown for each push; of what was dealt with elsewhere nobody needs to hear.
  const isDealtWith = kind === 'answered' || kind === 'declined';
  await self.registration.showNotification(texts[kind](from.displayName), {
    // A call and its end are one notification, and so is all that one person writes.
    tag: `${isCall ? 'call' : 'message'}-${from.accountId}`,
    renotify: !isDealtWith,
    silent: isDealtWith,
    requireInteraction: kind === 'ring',
    data: { accountId: from.accountId },
  });
}

/** The phone book rings, and has the conversation. A page that shows it already is not loaded anew. */
async function open(accountId) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = pages.find(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return pathname === '/people' && searchParams.get('person') === accountId;
  });
  if (shown) await shown.focus();
  else await self.clients.openWindow(`/people?person=${encodeURIComponent(accountId)}`);
}
