import { CHOSEN_STATUSES, type Me, VISIBILITIES } from '@parley/protocol/people/person';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePeopleSession } from '../../session/PeopleContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuChoice, MenuLine } from '../../ui/Menu.tsx';
import { StatusSign } from '../../view/StatusSign.tsx';
import { useAction } from './useAction.ts';

/** How one looks to others, and who may see it. */
export function StatusMenu({ me }: { me: Me }) {
  const { t } = useTranslation('directory');
  const session = usePeopleSession();
  const { isBusy, problem, run } = useAction();
  const { visibility, showsLastSeen } = me;
  const isHidden = visibility === 'nobody';
  const shown = isHidden ? t('hidden') : t(`status.${me.status}`);
  return (
    <>
      <Menu
        ground="off-stage"
        align="start"
        trigger={
          <Button size="small" aria-label={`${t('own.menu')}: ${shown}`} aria-busy={isBusy}>
            <StatusSign status={isHidden ? 'offline' : me.status} />
            {shown}
            <ChevronDown aria-hidden className="size-4 text-quiet" />
          </Button>
        }
      >
        <MenuChoice
          label={t('own.status')}
          value={me.chosenStatus}
          options={CHOSEN_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={(status) => void run(() => session.setStatus(status))}
        />
        <MenuLine />
        <MenuChoice
          label={t('own.visibility')}
          value={visibility}
          options={VISIBILITIES.map((value) => ({ value, label: t(`own.${value}`) }))}
          onChange={(chosen) =>
            void run(() => session.setVisibility({ visibility: chosen, showsLastSeen }))
          }
        />
        <MenuLine />
        <MenuChoice
          label={t('own.lastSeen')}
          value={showsLastSeen ? 'shown' : 'kept'}
          options={(['shown', 'kept'] as const).map((value) => ({ value, label: t(`own.${value}`) }))}
          onChange={(chosen) =>
            void run(() => session.setVisibility({ visibility, showsLastSeen: chosen === 'shown' }))
          }
        />
      </Menu>
      {problem !== undefined && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
