import type { CallState } from '@parley/client/session/store/CallState';
import type { Source } from '@parley/protocol/media';
import type { PeerAccount } from '@parley/protocol/peer';
import { useMemo } from 'react';
import { useCall } from './SessionContext.ts';

/** A peer together with what it publishes: all that a tile or a row of a list shows. */
export type Person = {
  readonly peerId: string;
  readonly name: string;
  /** Null for a guest. */
  readonly account: PeerAccount | null;
  readonly isSelf: boolean;
  /** No sound of its microphone reaches anybody. For oneself: the SFU has confirmed it. */
  readonly isMuted: boolean;
  readonly isSpeaking: boolean;
  readonly isConnected: boolean;
  readonly handRaisedAt: number | null;
  readonly camera: Picture | null;
  readonly screen: Picture | null;
};

/** A picture that is being published. `track` is null until it arrives. */
export type Picture = { readonly publicationId: string; readonly track: MediaStreamTrack | null };

type Slices = Pick<
  CallState,
  'selfId' | 'peers' | 'awaited' | 'publications' | 'speakers' | 'received' | 'local'
>;

/** Everybody in the call, those who are awaited back too: this peer first, the others by the time they came. */
export function peopleOf(state: Slices): Person[] {
  const published = new Map<string, Map<Source, string>>();
  for (const { peerId, source, publicationId, isPaused } of Object.values(state.publications)) {
    if (isPaused) continue;
    const sources = published.get(peerId) ?? new Map<Source, string>();
    published.set(peerId, sources.set(source, publicationId));
  }

  const everybody = { ...state.awaited, ...state.peers };
  return Object.values(everybody)
    .map((peer): Person => {
      const isSelf = peer.peerId === state.selfId;
      const sources = published.get(peer.peerId);
      const picture = (source: 'camera' | 'screen'): Picture | null => {
        const publicationId = sources?.get(source);
        if (publicationId === undefined) return null;
        const track = isSelf ? state.local[source].track : (state.received[publicationId] ?? null);
        return { publicationId, track };
      };
      return {
        peerId: peer.peerId,
        name: peer.name,
        account: peer.account ?? null,
        isSelf,
        isMuted: sources?.has('microphone') !== true,
        isSpeaking: state.speakers.includes(peer.peerId),
        isConnected: peer.isConnected,
        handRaisedAt: peer.handRaisedAt,
        camera: picture('camera'),
        screen: picture('screen'),
      };
    })
    .sort(byPlace(everybody));
}

function byPlace(peers: CallState['peers']) {
  const joinedAt = ({ peerId }: Person) => peers[peerId]?.joinedAt ?? 0;
  return (a: Person, b: Person) =>
    Number(b.isSelf) - Number(a.isSelf) || joinedAt(a) - joinedAt(b) || (a.peerId < b.peerId ? -1 : 1);
}

export function usePeople(): readonly Person[] {
  const selfId = useCall((state) => state.selfId);
  const peers = useCall((state) => state.peers);
  const awaited = useCall((state) => state.awaited);
  const publications = useCall((state) => state.publications);
  const speakers = useCall((state) => state.speakers);
  const received = useCall((state) => state.received);
  const local = useCall((state) => state.local);
  return useMemo(
    () => peopleOf({ selfId, peers, awaited, publications, speakers, received, local }),
    [selfId, peers, awaited, publications, speakers, received, local],
  );
}
