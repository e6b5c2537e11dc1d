import type { CallState } from '@parley/client/session/store/CallState';
import { CAPTURE_FAULTS, type CaptureFault, type Trouble } from '@parley/protocol/health';
import type { Source } from '@parley/protocol/media';

type Device = 'microphone' | 'camera';
type What = 'voice' | 'sound' | 'picture' | 'screen';
/** Whose side is being mended, or why nothing is. */
type Where = 'mine' | 'theirs' | 'server' | 'myNarrow' | 'theirNarrow' | 'waiting';

/** A trouble as a sentence for this person: which one, and what is in it. */
export type TroubleSentence = {
  readonly key: string;
  /** On whose tile it stands. */
  readonly peerId: string;
  /** This person can do something about it. */
  readonly isOwn: boolean;
} & (
  | {
      readonly kind: 'ownFault' | 'theirFault';
      readonly fault: CaptureFault;
      readonly device: Device;
      readonly name: string;
    }
  | {
      readonly kind: 'receiving' | 'sending' | 'toNobody' | 'fromThem';
      readonly what: What;
      readonly where: Where;
      readonly name: string;
    }
);

const WHAT: Readonly<Record<Source, What>> = {
  microphone: 'voice',
  'screen-audio': 'sound',
  camera: 'picture',
  screen: 'screen',
};

type Slices = Pick<CallState, 'troubles' | 'publications' | 'peers' | 'selfId'>;

/** What is said about each trouble that concerns this person. Nothing of what is gone meanwhile. */
export function troubleSentences(state: Slices): TroubleSentence[] {
  return state.troubles.flatMap((trouble) => sentenceOf(trouble, state) ?? []);
}

function sentenceOf(trouble: Trouble, state: Slices): TroubleSentence | undefined {
  const { kind, publicationId, peerId, receiverId, place } = trouble;
  const source = state.publications[publicationId]?.source;
  const isOwn = peerId === state.selfId;
  const otherId = isOwn ? (receiverId ?? peerId) : peerId;
  const name = state.peers[otherId]?.name;
  if (source === undefined || name === undefined) return undefined;
  const common = { key: `${publicationId} ${receiverId}`, peerId: otherId, name };
  const fault = CAPTURE_FAULTS.find((one) => one === kind);
  if (fault && place === 'sender' && (source === 'microphone' || source === 'camera')) {
    const device = source;
    return { ...common, isOwn, kind: isOwn ? 'ownFault' : 'theirFault', fault, device };
  }
  const what = WHAT[source];
  const where = whereOf(trouble, isOwn);
  if (receiverId === null) {
    return { ...common, isOwn: false, kind: isOwn ? 'toNobody' : 'fromThem', what, where };
  }
  return { ...common, isOwn: false, kind: isOwn ? 'sending' : 'receiving', what, where };
}

function whereOf({ place, isHealing }: Trouble, isSender: boolean): Where {
  const isMine = place === 'sender' || place === 'uplink' ? isSender : !isSender;
  if (!isHealing && place === 'downlink') return isMine ? 'myNarrow' : 'theirNarrow';
  if (!isHealing) return 'waiting';
  if (place === 'sfu') return 'server';
  return isMine ? 'mine' : 'theirs';
}
