import { ApiClient, type AskedFor } from '@parley/client/api/ApiClient';
import type { OwnAccount } from '@parley/protocol/account';
import type { SessionState } from '@parley/protocol/api/accounts';
import type { ApiReplyOf, EndpointName } from '@parley/protocol/api/endpoints';
import { ParleyError } from '@parley/protocol/errors';
import { createStore, useStore } from 'zustand';
import { preferences, setPreferences } from '../preferences/preferences.ts';

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
/** Other tabs of this browser share the session: they are told when it begins, changes or ends. */
const tabs = new BroadcastChannel('parley.account');

/** Who is signed in here. */
export function useSignedIn(): Known {
  return useStore(store, ({ known }) => known);
}

/** Asks the server who is signed in, as after a session may have ended. */
export async function refreshAccount(): Promise<void> {
  try {
    store.setState({ known: await api.ask('GET /session') });
  } catch {
    // Whoever was signed in stays so in this page until the server says something else.
    store.setState(({ known }) => ({ known: typeof known === 'object' ? known : 'failed' }));
  }
}

/** Of what the server has just answered. */
export function setAccount(account: OwnAccount | null): void {
  // In rooms a person shows the same name, unless this browser remembers another one.
  if (account !== null && preferences.getState().name === '') {
    setPreferences({ name: account.displayName });
  }
  store.setState(({ known }) => (typeof known === 'object' ? { known: { ...known, account } } : {}));
  tabs.postMessage('changed');
}

tabs.onmessage = () => void refreshAccount();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && store.getState().known !== undefined) {
    void refreshAccount();
  }
});
