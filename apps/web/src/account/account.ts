import { ApiClient, type AskedFor } from '@parley/client/api/ApiClient';
import type { OwnAccount } from '@parley/protocol/account';
import type { SessionState } from '@parley/protocol/api/accounts';
import type { ApiReplyOf, EndpointName } from '@parley/protocol/api/endpoints';
import { ParleyError } from '@parley/protocol/errors';
import { createStore, useStore } from 'zustand';
import { preferences, setPreferences } from '../preferences/preferences.ts';
import { newestAnswer } from './newestAnswer.ts';

/** Asks in the name of whoever is signed in here. */
class OwnApi extends ApiClient {
  override async ask<Name extends EndpointName>(...asked: AskedFor<Name>): Promise<ApiReplyOf<Name>> {
    try {
      return await super.ask<Name>(...asked);
    } catch (error) {
      // Perhaps the session was ended somewhere else: the page must not go on as if it were there.
      if (error instanceof ParleyError && error.code === 'unauthorized') void refreshAccount();
      throw error;
    }
  }
}

export const api = new OwnApi();

/** Undefined while nobody has asked yet; `failed` when the server did not say. */
type Known = SessionState | 'failed' | undefined;

const store = createStore<{ known: Known }>(() => ({ known: undefined }));
/** How often this page has changed who is signed in or known here. */
let changes = 0;
/** Other tabs of this browser share the session: they are told when it begins, changes or ends. */
const tabs = new BroadcastChannel('parley.account');

/** Who is signed in here. */
export function useSignedIn(): Known {
  return useStore(store, ({ known }) => known);
}

/** Asks the server who is signed in, as after a session may have ended. */
export async function refreshAccount(): Promise<void> {
  try {
    const known = await askWho();
    if (known === undefined) return;
    // Browsers forget what pages keep sooner than a cookie.
    showName(known.guest);
    store.setState({ known });
  } catch {
    // Whoever was signed in stays so in this page until the server says something else.
    store.setState(({ known }) => ({ known: typeof known === 'object' ? known : 'failed' }));
  }
}

/** As it is now, and not as it was when something was changed meanwhile. */
const askWho = newestAnswer(async (): Promise<SessionState> => {
  for (;;) {
    const before = changes;
    const known = await api.ask('GET /session');
    if (before === changes) return known;
  }
});

/** Of what the server has just answered. */
export function setAccount(account: OwnAccount | null): void {
  // In rooms a person shows the same name, unless this browser remembers another one.
  showName(account && { name: account.displayName });
  change({ account, ...(account && { guest: null }) });
}

/** In the browser of somebody who is not signed in; so that they are the same guest the next time. */
export async function rememberGuest(name: string): Promise<void> {
  if (store.getState().known === undefined) await refreshAccount();
  const { known } = store.getState();
  if (typeof known !== 'object' || known.account !== null) return;
  change({ guest: await api.ask('PUT /guest', { body: { name } }) });
}

/** Nothing of the guest who was here stays in this browser. */
export async function forgetGuest(): Promise<void> {
  await api.ask('DELETE /guest');
  setPreferences({ name: '' });
  change({ guest: null });
}

/** Proposes a name to somebody who has not typed one. */
function showName(somebody: { name: string } | null): void {
  if (somebody !== null && preferences.getState().name === '') {
    setPreferences({ name: somebody.name });
  }
}

function change(changed: Partial<SessionState>): void {
  changes += 1;
  store.setState(({ known }) => (typeof known === 'object' ? { known: { ...known, ...changed } } : {}));
  tabs.postMessage('changed');
}

tabs.onmessage = () => void refreshAccount();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && store.getState().known !== undefined) {
    void refreshAccount();
  }
});
