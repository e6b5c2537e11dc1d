import { useMemo } from 'react';
import { type Picture, usePeople } from '../session/usePeople.ts';
import { arrange, type TileModel } from './arrange.ts';
import { useCallView } from './callView.ts';
import { useSpeakerOnStage } from './useSpeakerOnStage.ts';

/** The one who is seen where there is room for one alone: pinned, else a screen, else who speaks. */
export function useOnStage(): TileModel | null {
  const people = usePeople();
  const pinned = useCallView((view) => view.pinned);
  const speakerId = useSpeakerOnStage();
  return useMemo(
    () => arrange(people, { layout: 'speaker', pinned, isSelfHidden: true, speakerId }).main,
    [people, pinned, speakerId],
  );
}

/** What is to be seen of it; null while that is no picture. */
export function pictureOf(model: TileModel | null): Picture | null {
  return model?.kind === 'screen' ? model.picture : (model?.person.camera ?? null);
}
