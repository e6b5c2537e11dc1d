import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsDirectCall } from '../../session/useIsDirectCall.ts';
import { usePeople } from '../../session/usePeople.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { CopyLinkButton } from '../../view/CopyLinkButton.tsx';
import { inHandOrder } from './inHandOrder.ts';
import { PersonRow } from './PersonRow.tsx';

export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const people = usePeople();
  const isDirect = useIsDirectCall();
  const ordered = useMemo(() => inHandOrder(people), [people]);
  return (
    <SidePanel title={t('people.title')} closeLabel={t('common.close')} onClose={onClose}>
      {!isDirect && (
        <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
          <p className="text-sm text-quiet">{t('people.inviteHint')}</p>
          <CopyLinkButton />
        </div>
      )}
      <ul aria-label={t('people.list')} className="min-h-0 flex-1 overflow-y-auto p-2">
        {ordered.map((person) => (
          <PersonRow key={person.peerId} person={person} />
        ))}
      </ul>
    </SidePanel>
  );
}
