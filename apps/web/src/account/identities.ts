import type { Identity, OidcRefusal } from '@parley/protocol/api/oidc';
import { OIDC_REFUSALS, PagePath } from '@parley/protocol/api/oidc';
import { useEffect } from 'react';
import { createStore, useStore } from 'zustand';
import { api, refreshAccount } from './account.ts';
import { newestAnswer } from './newestAnswer.ts';

type Known = { identities: readonly Identity[]; hasPassword: boolean };

const store = createStore<Known>(() => ({ identities: [], hasPassword: true }));
const list = newestAnswer(() => api.ask('GET /account/identities'));

/** To be called when how one signs in may have changed. */
export function changedIdentities(): void {
  list().then(
    (known) => known && store.setState(known),
    () => refreshAccount(),
  );
}

/** Asks how this person signs in, for whatever of the page reads it below. */
export function useAskIdentities(): void {
  useEffect(changedIdentities, []);
}

/** How this person signs in, as far as it is known. */
export function useIdentities(): Known {
  return useStore(store);
}

/**
 * Leaves for the provider, which sends the browser back to this page.
 *
 * @throws {ParleyError}
 */
export async function leaveToSignIn(invitation: string | undefined): Promise<void> {
  const here = PagePath.safeParse(location.pathname);
  const { url } = await api.ask('POST /session/oidc', {
    body: { to: here.success ? here.data : '/people', ...(invitation && { invitation }) },
  });
  location.assign(url);
}

/** As above, to link the account. @throws {ParleyError} */
export async function leaveToLink(password: string): Promise<void> {
  const { url } = await api.ask('POST /account/identities', { body: { password } });
  location.assign(url);
}

/** Why whoever comes back from the provider did not get in, as the address of the page says. */
export function refusalInAddress(): OidcRefusal | undefined {
  const reason = new URLSearchParams(location.hash.slice(1)).get('oidc');
  return OIDC_REFUSALS.find((one) => one === reason);
}
