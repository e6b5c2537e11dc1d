import type { Source } from '@parley/protocol/media';
import type { CallState } from './store/CallState.ts';

const GROUP: Readonly<Record<Source, 'person' | 'screen'>> = {
  microphone: 'person',
  camera: 'person',
  screen: 'screen',
  'screen-audio': 'screen',
};

/** What is played in step with what: a voice with its face, a screen with its sound. */
export function syncGroupOf(state: Pick<CallState, 'publications'>, publicationId: string): string {
  const publication = state.publications[publicationId];
  return publication ? `${publication.peerId}-${GROUP[publication.source]}` : publicationId;
}
