import type { CallState } from '@parley/client/session/store/CallState';
import type { Reaction } from '@parley/protocol/reaction';

/** Something that happened and that is worth one line. */
export type News =
  | {
      readonly kind: 'joined' | 'left' | 'lost' | 'back' | 'handUp' | 'sharing' | 'sharingEnded';
      readonly name: string;
    }
  | { readonly kind: 'reaction'; readonly name: string; readonly reaction: Reaction }
  | { readonly kind: 'reconnecting' | 'online' | 'draining' | 'onTcp' | 'onRelay' };

type Watched = Pick<
  CallState,
  | 'peers'
  | 'awaited'
  | 'publications'
  | 'connection'
  | 'mediaPath'
  | 'serverClosesAt'
  | 'selfId'
  | 'reactions'
>;

/** What happened between two states of a call, in the order in which it is told. */
export function newsOf(before: Watched, now: Watched): News[] {
  return [
    ...connectionNews(before, now),
    ...pathNews(before, now),
    ...serverNews(before, now),
    ...peerNews(before, now),
    ...screenNews(before, now),
    ...reactionNews(before, now),
  ];
}

function connectionNews(before: Watched, now: Watched): News[] {
  const [was, is] = [before.connection.status, now.connection.status];
  if (was === is) return [];
  if (is === 'reconnecting') return [{ kind: 'reconnecting' }];
  return was === 'reconnecting' && is === 'online' ? [{ kind: 'online' }] : [];
}

/** Of the direct way over UDP nobody needs to hear. */
function pathNews(before: Watched, now: Watched): News[] {
  if (before.mediaPath === now.mediaPath) return [];
  if (now.mediaPath === 'tcp') return [{ kind: 'onTcp' }];
  return now.mediaPath === 'relay' ? [{ kind: 'onRelay' }] : [];
}

function serverNews(before: Watched, now: Watched): News[] {
  return before.serverClosesAt === null && now.serverClosesAt !== null ? [{ kind: 'draining' }] : [];
}

function peerNews(before: Watched, now: Watched): News[] {
  if (before.peers === now.peers && before.awaited === now.awaited) return [];
  const news: News[] = [];
  const known = { ...before.awaited, ...before.peers };
  const present = { ...now.awaited, ...now.peers };
  for (const peer of Object.values(present)) {
    const { name } = peer;
    const was = known[peer.peerId];
    // One's own hand and connection are in front of one; what is told is what the others do.
    if (peer.peerId === now.selfId) continue;
    if (!was) news.push({ kind: 'joined', name });
    else if (was.isConnected !== peer.isConnected)
      news.push({ kind: peer.isConnected ? 'back' : 'lost', name });
    if (peer.handRaisedAt !== null && (was?.handRaisedAt ?? null) === null)
      news.push({ kind: 'handUp', name });
  }
  for (const { peerId, name } of Object.values(known)) {
    if (!present[peerId] && peerId !== before.selfId) news.push({ kind: 'left', name });
  }
  return news;
}

function screenNews(before: Watched, now: Watched): News[] {
  if (before.publications === now.publications) return [];
  const screens = ({ publications, peers, selfId }: Watched) =>
    new Map(
      Object.values(publications)
        .filter(({ source, peerId, isPaused }) => source === 'screen' && !isPaused && peerId !== selfId)
        .map(({ publicationId, peerId }) => [publicationId, peers[peerId]?.name]),
    );
  const [was, is] = [screens(before), screens(now)];
  const news: News[] = [];
  for (const [id, name] of is)
    if (!was.has(id) && name !== undefined) news.push({ kind: 'sharing', name });
  for (const [id, name] of was)
    if (!is.has(id) && name !== undefined) news.push({ kind: 'sharingEnded', name });
  return news;
}

function reactionNews(before: Watched, now: Watched): News[] {
  if (before.reactions === now.reactions) return [];
  const known = new Set(before.reactions.map(({ key }) => key));
  return now.reactions.flatMap(({ key, peerId, reaction }): News[] => {
    const name = now.peers[peerId]?.name;
    return known.has(key) || name === undefined ? [] : [{ kind: 'reaction', name, reaction }];
  });
}
