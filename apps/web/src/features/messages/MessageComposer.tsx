import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { Composer } from '../../view/Composer.tsx';
import { onceAtATime } from './onceAtATime.ts';

type MessageComposerProps = {
  accountId: string;
  /** Undefined where no files can be sent. */
  onFiles: ((files: readonly File[]) => void) | undefined;
};

/** What one writes to somebody. */
export function MessageComposer({ accountId, onFiles }: MessageComposerProps) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  const [draft, setDraft] = useState('');
  const [keep] = useState(() => onceAtATime((text) => session.send(accountId, text)));
  const send = async () => {
    await keep(draft);
    // Kept: only now it may leave the field.
    setDraft((now) => (now === draft ? '' : now));
  };
  return (
    <Composer
      draft={draft}
      onDraft={setDraft}
      onSend={() => void send()}
      maxLength={PEOPLE_LIMITS.directTextLength}
      words={{
        message: t('message'),
        placeholder: t('placeholder'),
        send: t('send'),
        tooLong: (count) => t('tooLong', { count }),
      }}
      attach={onFiles && { label: t('file.attach'), onFiles }}
      className="border-t border-line"
    />
  );
}
