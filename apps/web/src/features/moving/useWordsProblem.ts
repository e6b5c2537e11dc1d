import { RECOVERY_WORDS, type WordsProblem } from '@parley/client/messages/moving/recoveryWords';
import { useTranslation } from 'react-i18next';

/** What is wrong with typed words, as people say it. */
export function useWordsProblem(): (problem: WordsProblem) => string {
  const { t } = useTranslation('moving');
  return (problem) => {
    switch (problem.kind) {
      case 'unknown':
        return t('in.unknown', { word: problem.word });
      case 'count':
        return t('in.count', { count: problem.count, wanted: RECOVERY_WORDS });
      case 'checksum':
        return t('in.checksum');
    }
  };
}
