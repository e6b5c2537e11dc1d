import type { SessionEntry } from '@parley/protocol/api/accounts';
import { Monitor } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { browserName } from '../../account/browserName.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { endOtherSessions, endSession, useSessions } from './useSessions.ts';

export function SessionsSection() {
  const { t } = useTranslation('account');
  const sessions = useSessions();
  return (
    <Card title={t('sessions.title')}>
      <ul aria-label={t('sessions.list')} className="mt-3 divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.sessionId} session={session} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button className="mt-4" onClick={() => void endOtherSessions()}>
          {t('sessions.endOthers')}
        </Button>
      ) : (
        <p className="mt-3 text-sm text-quiet">{t('sessions.none')}</p>
      )}
    </Card>
  );
}

function SessionRow({ session }: { session: SessionEntry }) {
  const { t, i18n } = useTranslation('account');
  const { sessionId, userAgent, createdAt, lastUsedAt, isCurrent } = session;
  const { browser, system } = browserName(userAgent);
  const name =
    browser === undefined
      ? t('sessions.program')
      : system === undefined
        ? browser
        : t('sessions.browserOn', { browser, system });
  const time = (at: number) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  return (
    <li className="flex items-center gap-3 py-3">
      <Monitor aria-hidden className="size-5 shrink-0 text-quiet" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-quiet text-pretty">
          {isCurrent
            ? t('sessions.current')
            : `${t('sessions.since', { time: time(createdAt) })}, ${t('sessions.lastUsed', { time: time(lastUsedAt) })}`}
        </p>
      </div>
      {!isCurrent && (
        <Button
          size="small"
          aria-label={t('sessions.endNamed', { name })}
          onClick={() => void endSession(sessionId)}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
