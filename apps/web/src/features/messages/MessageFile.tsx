import { isWaiting, type StoredFile, type StoredMessage } from '@parley/client/messages/StoredMessage';
import { Download, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMessages, useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { FileCard } from '../../view/FileCard.tsx';
import { fileSize } from '../../view/fileSize.ts';
import { saveFile } from '../../view/saveFile.ts';
import { useObjectUrl } from './useObjectUrl.ts';
import { useOpenedFile } from './useOpenedFile.ts';

type MessageFileProps = { message: StoredMessage; file: StoredFile };

/** The file of a message: a picture when it may be shown, and a way to save it. */
export function MessageFile({ message, file }: MessageFileProps) {
  const { t, i18n } = useTranslation('messages');
  const { blob, isOpening, problem, open, isShown } = useOpenedFile(file);
  const preview = useObjectUrl(isShown ? blob : undefined, file.mediaType);
  const { name } = file;
  const save = async () => {
    const opened = blob ?? (await open());
    if (opened) saveFile(opened, name);
  };
  return (
    <FileCard name={name} size={fileSize(file.size, i18n.language)} preview={preview}>
      {problem !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {t(`file.${problem}`)}
        </p>
      )}
      {file.fileId === null ? (
        <Sending message={message} />
      ) : (
        problem !== 'gone' && (
          <Button
            size="small"
            aria-label={t('file.saveNamed', { name })}
            aria-busy={isOpening}
            disabled={isOpening}
            onClick={() => void save()}
          >
            {isOpening ? <Spinner className="size-3.5" /> : <Download aria-hidden className="size-4" />}
            {t('file.save')}
          </Button>
        )
      )}
    </FileCard>
  );
}

/** How far it has come, and the way back until it has gone. */
function Sending({ message }: { message: StoredMessage }) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  const { messageId } = message;
  const share = useMessages(({ uploads }) => uploads[messageId]);
  if (!isWaiting(message)) return null;
  return (
    <div className="flex items-center gap-2">
      {share !== undefined && (
        <progress
          aria-label={t('file.progress')}
          value={share}
          className="h-1.5 min-w-0 flex-1 accent-accent"
        />
      )}
      <Button
        size="small"
        aria-label={t('file.cancelNamed', { name: message.file?.name })}
        onClick={() => void session.withdraw(messageId)}
      >
        <X aria-hidden className="size-4" />
        {t('file.cancel')}
      </Button>
    </div>
  );
}
