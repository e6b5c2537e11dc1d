import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { Composer } from '../../view/Composer.tsx';
import { onceAtATime } from './onceAtATime.ts';

/** What one writes to somebody. */
export function MessageComposer({ accountId }: { accountId: string }) {
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
      className="border-t border-line"
    />
  );
}
