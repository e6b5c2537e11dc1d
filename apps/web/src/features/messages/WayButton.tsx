import { goesStraight } from '@parley/client/messages/MessagesState';
import { MoveHorizontal, Server } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import { useMessages } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Switch } from '../../ui/Switch.tsx';

/** Which way messages go to somebody, and whether they may go straight; nothing where that is not offered. */
export function WayButton({ accountId }: { accountId: string }) {
  const { t } = useTranslation('messages');
  const isOffered = useMessages((state) => state.isDirectOffered);
  const isStraight = useMessages((state) => goesStraight(state, accountId));
  const isAllowed = usePreference('isDirectAllowed');
  const [isOpen, setIsOpen] = useState(false);
  if (!isOffered) return null;
  const Icon = isStraight ? MoveHorizontal : Server;
  const way = isStraight ? 'straight' : 'server';
  return (
    <>
      <Button look="ghost" size="small" onClick={() => setIsOpen(true)}>
        <Icon aria-hidden className="size-4" />
        {t(`way.${way}`)}
      </Button>
      {isOpen && (
        <Dialog title={t('way.title')} closeLabel={t('way.close')} onClose={() => setIsOpen(false)}>
          <p className="mb-5 text-sm text-quiet text-pretty">{t(`way.${way}Text`)}</p>
          <Switch
            label={t('way.allow')}
            hint={t('way.allowHint')}
            isOn={isAllowed}
            onChange={(isDirectAllowed) => setPreferences({ isDirectAllowed })}
          />
        </Dialog>
      )}
    </>
  );
}
