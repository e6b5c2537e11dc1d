import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { classNames } from '../../ui/classNames.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { useFileDrop } from '../../view/useFileDrop.ts';
import { ChatComposer } from './ChatComposer.tsx';
import { ChatLog } from './ChatLog.tsx';
import { useSendFiles } from './useSendFiles.ts';
import { WritingLine } from './WritingLine.tsx';

export function ChatPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const sendFiles = useSendFiles();
  const drop = useFileDrop(sendFiles);
  const messages = useCall((state) => state.chat.messages);
  useEffect(() => {
    // What is shown counts as read while the person can see it.
    const read = () => {
      if (messages.length > 0 && document.visibilityState === 'visible') session.markChatRead();
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [session, messages]);
  return (
    <SidePanel title={t('chat.title')} closeLabel={t('common.close')} onClose={onClose}>
      <div
        {...drop.handlers}
        className={classNames(
          'flex min-h-0 flex-1 flex-col',
          drop.isOver && 'outline-2 -outline-offset-4 outline-accent outline-dashed',
        )}
      >
        <ChatLog />
        <WritingLine />
        <ChatComposer onFiles={sendFiles} />
      </div>
    </SidePanel>
  );
}
