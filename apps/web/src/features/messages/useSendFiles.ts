import { sealedFileLength } from '@parley/protocol/people/sealedFileLength';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { fileSize } from '../../view/fileSize.ts';
import { useFileLimit } from '../../view/useFileLimit.ts';

/**
 * Sends files to somebody, each as a message of its own.
 *
 * @returns `send` is undefined where files cannot be sent; `problem` says of which one it was none
 */
export function useSendFiles(accountId: string): {
  send: ((files: readonly File[]) => void) | undefined;
  problem: string | undefined;
} {
  const { t, i18n } = useTranslation('messages');
  const session = useMessagesSession();
  const maxBytes = useFileLimit();
  const [problem, setProblem] = useState<string>();
  const sendOne = async (file: File) => {
    const { name } = file;
    if (sealedFileLength(file.size) > maxBytes) {
      setProblem(t('file.tooLarge', { name, size: fileSize(maxBytes, i18n.language) }));
      return;
    }
    try {
      await session.sendFile(accountId, name, file);
    } catch {
      setProblem(t('file.unreadable', { name }));
    }
  };
  const send = async (files: readonly File[]) => {
    setProblem(undefined);
    for (const file of files) await sendOne(file);
  };
  return { send: maxBytes === 0 ? undefined : (files) => void send(files), problem };
}
