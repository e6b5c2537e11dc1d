import type { Me } from '@parley/protocol/people/person';
import { useTranslation } from 'react-i18next';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { StatusMenu } from './StatusMenu.tsx';

export function OwnCard({ me }: { me: Me }) {
  const { t } = useTranslation('directory');
  return (
    <div className="flex items-center gap-3 rounded-2xl border border-line bg-surface p-3.5 shadow-card">
      <PersonPicture person={me} className="size-12 text-lg" />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">{me.displayName}</h2>
        <div className="mt-1">
          <StatusMenu me={me} />
        </div>
      </div>
      <ButtonLink to="/settings" look="ghost" size="small">
        {t('settings')}
      </ButtonLink>
    </div>
  );
}
