import type { PeerAccount } from '@parley/protocol/peer';
import type { PersonCard, PersonStatus } from '@parley/protocol/people/person';
import { createContext, useContext, useEffect, useState } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { useCall } from './SessionContext.ts';

/** Somebody with an account who is or was in this call. */
export type KnownPeer = { readonly name: string; readonly account: PeerAccount };

export type Presence = {
  /** By peer. Who hides is not in here any more, but for one who had left before. */
  readonly peers: Readonly<Record<string, KnownPeer>>;
  /** By account: as the one who looks may see them. Empty for a guest. */
  readonly cards: Readonly<Record<string, Pick<PersonCard, 'status' | 'lastSeenAt'>>>;
};

type Shown = { readonly name: string; readonly account?: PeerAccount | null | undefined };

/** What is known once these are the peers of the call: those who left stay, as they were. */
export function rememberPeers(
  known: Presence['peers'],
  peers: Readonly<Record<string, Shown>>,
): Presence['peers'] {
  const remembered = { ...known };
  for (const [peerId, { name, account }] of Object.entries(peers)) {
    if (account) remembered[peerId] = { name, account };
    else delete remembered[peerId];
  }
  return remembered;
}

/** What is worth saying: of somebody who is here it is plain that they are in a call. */
export function statusToShow(
  { peers, cards }: Presence,
  peerId: string,
  isHere: boolean,
): PersonStatus | null {
  const status = cards[peers[peerId]?.account.accountId ?? '']?.status ?? null;
  return isHere && status !== 'do-not-disturb' ? null : status;
}

/** Those who have left and may be found, each of them once, the last who came first. */
export function formerPeers(
  { peers, cards }: Presence,
  here: Readonly<Record<string, Shown>>,
): readonly KnownPeer[] {
  const present = new Set(Object.values(here).map(({ account }) => account?.accountId));
  const former = new Map<string, KnownPeer>();
  for (const [peerId, peer] of Object.entries(peers)) {
    const { accountId } = peer.account;
    if (peerId in here || present.has(accountId) || cards[accountId] === undefined) continue;
    former.set(accountId, peer);
  }
  return [...former.values()].reverse();
}

const NOBODY: StoreApi<Presence> = createStore<Presence>(() => ({ peers: {}, cards: {} }));

export const PresenceContext = createContext<StoreApi<Presence>>(NOBODY);

/** Remembers who was in this call, for as long as its page is there. */
export function useFormerPeers(): StoreApi<Presence> {
  const [presence] = useState(() => createStore<Presence>(() => ({ peers: {}, cards: {} })));
  const peers = useCall((state) => state.peers);
  useEffect(() => {
    presence.setState((state) => ({ peers: rememberPeers(state.peers, peers) }));
  }, [presence, peers]);
  return presence;
}

/** How a peer is, or somebody who was one; null when it may not be seen or need not be said. */
export function usePeerStatus(peerId: string): PersonStatus | null {
  const isHere = useCall(({ peers }) => peerId in peers);
  return useStore(useContext(PresenceContext), (state) => statusToShow(state, peerId, isHere));
}

/** Whose peer it is or was; null for a guest, and for somebody who has gone and may not be found now. */
export function usePeerAccount(peerId: string): PeerAccount | null {
  const shown = useCall(({ peers }) => peers[peerId]?.account ?? null);
  const isHere = useCall(({ peers }) => peerId in peers);
  const former = useStore(useContext(PresenceContext), ({ peers, cards }) => {
    const account = peers[peerId]?.account;
    return account !== undefined && account.accountId in cards ? account : null;
  });
  return isHere ? shown : former;
}
