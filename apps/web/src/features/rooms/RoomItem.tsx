import type { KeptRoom } from '@parley/protocol/keptRoom';
import { Check, ChevronDown, Globe, Link, Lock, Users } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useCopy } from '../../view/useCopy.ts';
import { RoomDetails } from './RoomDetails.tsx';

type RoomItemProps = { room: KeptRoom; accountId: string; onChanged: () => Promise<void> };

/** A room in the list, with all that belongs to it when one asks for it. */
export function RoomItem({ room: kept, accountId, onChanged }: RoomItemProps) {
  const { t } = useTranslation('rooms');
  const { t: common } = useTranslation();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { isCopied, copy } = useCopy();
  const { room, title, access, isPersonal, peerCount } = kept;
  const AccessIcon = access === 'members' ? Lock : Globe;
  const CopyIcon = isCopied ? Check : Link;
  return (
    <li
      aria-labelledby={id}
      className="rounded-3xl border border-line bg-surface p-5 shadow-card sm:p-6"
    >
      <h2 id={id} className="text-lg font-semibold tracking-tight wrap-anywhere">
        {title}
      </h2>
      <p className="mt-0.5 text-sm text-quiet wrap-anywhere">/r/{room}</p>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-quiet">
        <li className="flex items-center gap-1.5">
          <AccessIcon aria-hidden className="size-4" />
          {t(`access.${access}`)}
        </li>
        {isPersonal && <li>{t('personal.badge')}</li>}
        {peerCount > 0 && (
          <li className="flex items-center gap-1.5">
            <Users aria-hidden className="size-4" />
            {t('here', { count: peerCount })}
          </li>
        )}
      </ul>
      <div className="mt-4 flex flex-wrap gap-2">
        <ButtonLink to={`/r/${room}`} look="primary" size="small" label={t('enterNamed', { title })}>
          {t('enter')}
        </ButtonLink>
        <Button
          size="small"
          aria-label={isCopied ? undefined : t('copyNamed', { title })}
          onClick={() => copy(`${location.origin}/r/${room}`)}
        >
          <CopyIcon aria-hidden className="size-4" />
          <span aria-live="polite">{common(isCopied ? 'common.linkCopied' : 'common.copyLink')}</span>
        </Button>
        <Button
          size="small"
          look="ghost"
          aria-label={t('detailsNamed', { title })}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('details')}
          <ChevronDown
            aria-hidden
            className={classNames('size-4 transition-transform', isOpen && 'rotate-180')}
          />
        </Button>
      </div>
      {isOpen && <RoomDetails kept={kept} accountId={accountId} onChanged={onChanged} />}
    </li>
  );
}
