import type { Person } from '@parley/protocol/account';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePeopleSession } from '../../session/PeopleContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useAction } from './useAction.ts';

/** Yes and no to somebody who asks. */
export function RequestButtons({ person }: { person: Person }) {
  const { t } = useTranslation('directory');
  const session = usePeopleSession();
  const { isBusy, run } = useAction();
  const { accountId, displayName } = person;
  const button = (deed: 'accept' | 'decline') => {
    const name = t(`action.${deed}Of`, { name: displayName });
    const Icon = deed === 'accept' ? Check : X;
    return (
      <Button
        look={deed === 'accept' ? 'primary' : 'secondary'}
        size="small"
        aria-label={name}
        title={name}
        disabled={isBusy}
        onClick={() => void run(() => session[deed](accountId))}
      >
        <Icon aria-hidden className="size-4" />
      </Button>
    );
  };
  return (
    <>
      {button('accept')}
      {button('decline')}
    </>
  );
}
