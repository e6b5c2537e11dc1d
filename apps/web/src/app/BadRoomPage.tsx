import { toRoomName } from '@parley/protocol/ids';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

/** Says what a room name looks like, and offers the nearest one. */
export function BadRoomPage({ typed }: { typed: string }) {
  const { t } = useTranslation();
  const room = toRoomName(typed);
  useDocumentTitle(t('page.badRoomTitle'));
  return (
    <MessagePage title={t('page.badRoomTitle')} text={t('page.badRoom')}>
      {room !== undefined && (
        <>
          <p>{t('page.badRoomOffer')}</p>
          <ButtonLink to={`/r/${room}`} look="primary">
            {t('page.openRoom', { room })}
          </ButtonLink>
        </>
      )}
      <ButtonLink to="/" look="ghost">
        {t('common.home')}
      </ButtonLink>
    </MessagePage>
  );
}
