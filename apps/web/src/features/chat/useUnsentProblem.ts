import type { ParleyError } from '@parley/protocol/errors';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../view/fileSize.ts';

/** Why a message, or a file, was not sent. */
export function useUnsentProblem(): (error: ParleyError, isFile: boolean) => string {
  const { t, i18n } = useTranslation();
  return ({ code, details }, isFile) => {
    if (code === 'unavailable') return t('chat.notKept');
    if (!isFile) return t(`error.${code}`);
    const { maxBytes, isEmpty, reason } = details ?? {};
    if (typeof maxBytes === 'number') {
      return t('chat.file.tooLarge', { size: fileSize(maxBytes, i18n.language) });
    }
    if (isEmpty === true) return t('chat.file.empty');
    if (code === 'forbidden') return t('chat.file.off');
    if (code === 'not-found') return t('chat.file.lost');
    if (code !== 'full') return t(`error.${code}`);
    return t(
      reason === 'account' || reason === 'guest' ? `chat.file.full.${reason}` : 'chat.file.full.server',
    );
  };
}
