import { LIMITS } from '@parley/protocol/limits';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';
import { Composer } from '../../view/Composer.tsx';
import { useCallView, useCallViewStore } from '../../view/callView.ts';

/** What one says to the room. What was typed stays while the panel is closed. */
export function ChatComposer({
  onFiles,
}: {
  /** Undefined where none are taken. */
  onFiles: ((files: readonly File[]) => void) | undefined;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const view = useCallViewStore();
  const draft = useCallView((state) => state.draft);
  return (
    <Composer
      draft={draft}
      onDraft={(changed) => {
        view.setState({ draft: changed });
        session.setWriting(changed.trim() !== '');
      }}
      onSend={() => {
        session.sendChat(draft.trim());
        session.setWriting(false);
        view.setState({ draft: '' });
      }}
      maxLength={LIMITS.chatTextLength}
      words={{
        message: t('chat.message'),
        placeholder: t('chat.placeholder'),
        send: t('chat.send'),
        tooLong: (count) => t('chat.tooLong', { count }),
      }}
      attach={onFiles && { label: t('chat.file.attach'), onFiles }}
      takesFocus
    />
  );
}
