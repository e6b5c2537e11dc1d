import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from './SessionContext.ts';
import { type TroubleSentence, troubleSentences } from './troubles.ts';

/** What somebody sends and somebody does not get, as far as it concerns this person. */
export function useTroubles(): readonly TroubleSentence[] {
  const troubles = useCall((state) => state.troubles);
  const publications = useCall((state) => state.publications);
  const peers = useCall((state) => state.peers);
  const selfId = useCall((state) => state.selfId);
  return useMemo(
    () => troubleSentences({ troubles, publications, peers, selfId }),
    [troubles, publications, peers, selfId],
  );
}

export function useTroubleText(): (sentence: TroubleSentence) => string {
  const { t } = useTranslation('quality');
  return useCallback(
    (sentence) => {
      const { name } = sentence;
      if ('fault' in sentence) {
        const device = t(`trouble.device.${sentence.device}`);
        return t(`trouble.${sentence.kind}.${sentence.fault}`, { name, device });
      }
      const where = t(`trouble.where.${sentence.where}`, { name });
      return t(`trouble.${sentence.kind}.${sentence.what}`, { name, where });
    },
    [t],
  );
}
