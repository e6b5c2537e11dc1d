import type { StoredMessage } from '@parley/client/messages/StoredMessage';
import { ShieldCheck } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessages, useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFileDrop } from '../../view/useFileDrop.ts';
import { MessageComposer } from './MessageComposer.tsx';
import { MessageLog } from './MessageLog.tsx';
import { NewDeviceNotices } from './NewDeviceNotices.tsx';
import { RemovedNotice } from './RemovedNotice.tsx';
import { SafetyDialog } from './SafetyDialog.tsx';
import { useReading } from './useReading.ts';
import { useSendFiles } from './useSendFiles.ts';
import { WayButton } from './WayButton.tsx';

const NOTHING: readonly StoredMessage[] = [];

type ConversationProps = {
  accountId: string;
  name: string;
  /** Only contacts can be written to; what was said before stays. */
  isContact: boolean;
};

/** What somebody and oneself have said to each other. */
export function Conversation({ accountId, name, isContact }: ConversationProps) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  const phase = useMessages((state) => state.phase);
  const messages = useMessages((state) => state.conversations[accountId]) ?? NOTHING;
  const keys = useMessages((state) => state.keys[accountId]);
  const ownDevices = useMessages((state) => state.devices);
  const [isComparing, setIsComparing] = useState(false);
  const id = useId();
  const files = useSendFiles(accountId);
  const onFiles = isContact && phase === 'ready' ? files.send : undefined;
  const { isOver, handlers } = useFileDrop(onFiles);
  useReading(accountId);
  const isOpen = ownDevices.length > 0;
  useEffect(() => {
    // Whoever has other devices by now is shown so before anything is written. Offline it is asked later.
    if (!isContact || !isOpen) return;
    session.refreshKeys(accountId).catch(() => undefined);
    session.converse(accountId);
  }, [session, accountId, isContact, isOpen]);
  if (phase === 'unsupported') {
    return isContact ? (
      <Notice look="hint" className="mt-4">
        {t('unsupported')}
      </Notice>
    ) : null;
  }
  if (!isContact && messages.length === 0) return null;
  return (
    <section
      aria-labelledby={id}
      {...handlers}
      className={classNames(
        'mt-4 rounded-3xl border bg-surface text-left shadow-card',
        isOver ? 'border-accent ring-2 ring-accent' : 'border-line',
      )}
    >
      <header className="flex flex-wrap items-center justify-end gap-1 border-b border-line px-4 py-2">
        <h3 id={id} className="min-w-0 flex-1 basis-48 truncate text-sm font-semibold">
          {t('conversation', { name })}
        </h3>
        <div className="flex items-center gap-1">
          {isContact && <WayButton accountId={accountId} />}
          <Button
            look="ghost"
            size="small"
            disabled={keys === undefined || keys.length === 0}
            onClick={() => setIsComparing(true)}
          >
            <ShieldCheck aria-hidden className="size-4" />
            {t('safety.open')}
          </Button>
        </div>
      </header>
      {phase === 'removed' && <RemovedNotice className="m-3" />}
      <NewDeviceNotices accountId={accountId} name={name} onCompare={() => setIsComparing(true)} />
      {isContact && keys?.length === 0 && (
        <Notice look="hint" className="m-3">
          {t('noDevice')}
        </Notice>
      )}
      <MessageLog messages={messages} author={name} />
      {files.problem !== undefined && (
        <Notice look="hint" className="m-3">
          <span role="alert">{files.problem}</span>
        </Notice>
      )}
      {isContact && phase === 'ready' && <MessageComposer accountId={accountId} onFiles={onFiles} />}
      {isComparing && (
        <SafetyDialog accountId={accountId} name={name} onClose={() => setIsComparing(false)} />
      )}
    </section>
  );
}
