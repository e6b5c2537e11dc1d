import { isCallCode } from '@parley/protocol/code';
import { UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRingSession } from '../../session/ringing.ts';
import { useCall } from '../../session/SessionContext.ts';
import { useIsDirectCall } from '../../session/useIsDirectCall.ts';
import { usePeople } from '../../session/usePeople.ts';
import { Button } from '../../ui/Button.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { CopyLinkButton } from '../../view/CopyLinkButton.tsx';
import { useCallViewStore } from '../../view/callView.ts';
import { FormerPeople } from './FormerPeople.tsx';
import { inHandOrder } from './inHandOrder.ts';
import { PersonRow } from './PersonRow.tsx';

export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const people = usePeople();
  const isDirect = useIsDirectCall();
  const view = useCallViewStore();
  const isForTwo = isCallCode(useCall((state) => state.room));
  const canCallIn = useRingSession() !== null && !isForTwo;
  const ordered = useMemo(() => inHandOrder(people), [people]);
  return (
    <SidePanel title={t('people.title')} closeLabel={t('common.close')} onClose={onClose}>
      {!isDirect && (
        <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
          <p className="text-sm text-quiet">{t('people.inviteHint')}</p>
          <CopyLinkButton />
        </div>
      )}
      {canCallIn && (
        <div className="border-b border-line px-5 py-3">
          <Button
            size="small"
            className="w-full"
            onClick={() => view.setState({ dialog: { kind: 'invite' } })}
          >
            <UserPlus aria-hidden className="size-4" />
            {t('people.callIn')}
          </Button>
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        <ul aria-label={t('people.list')}>
          {ordered.map((person) => (
            <PersonRow key={person.peerId} person={person} />
          ))}
        </ul>
        <FormerPeople />
      </div>
    </SidePanel>
  );
}
