import type { Person } from '@parley/protocol/account';
import { Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { preferences } from '../../preferences/preferences.ts';
import { ringing, useRingSession } from '../../session/ringing.ts';
import { Button } from '../../ui/Button.tsx';

type CallButtonProps = { person: Person; isSmall?: boolean };

/** Calls somebody; the camera comes along when it was on the last time. */
export function CallButton({ person, isSmall = false }: CallButtonProps) {
  const { t } = useTranslation('directory');
  const session = useRingSession();
  const call = () => {
    ringing.setState({ withCamera: preferences.getState().wantsCamera });
    void session?.call(person);
  };
  return (
    <Button
      look={isSmall ? 'secondary' : 'primary'}
      size={isSmall ? 'small' : 'medium'}
      disabled={session === null}
      aria-label={t('callOf', { name: person.displayName })}
      onClick={call}
    >
      <Phone aria-hidden className="size-4" />
      {t('call')}
    </Button>
  );
}
