import type { PeopleSession } from '@parley/client/people/PeopleSession';
import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { PersonCard } from '@parley/protocol/people/person';
import { Phone } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { coalesced } from '../../session/coalesced.ts';
import { useCall } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { StatusSign } from '../../view/StatusSign.tsx';
import { whomToInvite } from './whomToInvite.ts';

type InviteDialogProps = { people: PeopleSession; rings: RingSession; onClose: () => void };

/** Calls somebody from the phone book into the call that one is in. */
export function InviteDialog({ people, rings, onClose }: InviteDialogProps) {
  const { t, i18n } = useTranslation('ringing');
  const room = useCall((state) => state.room);
  const peers = useCall((state) => state.peers);
  const contacts = useStore(coalesced(people.store), (state) => state.contacts);
  const isBusy = useStore(rings.store, ({ outgoing }) => outgoing?.phase === 'ringing');
  const [query, setQuery] = useState('');
  const listId = useId();
  const presentIds = new Set(Object.values(peers).flatMap(({ account }) => account?.accountId ?? []));
  const found = whomToInvite({ contacts, presentIds, query, language: i18n.language });
  const invite = (person: PersonCard) => {
    void rings.call(person, room);
    onClose();
  };
  return (
    <Dialog title={t('invite.title')} closeLabel={t('close')} onClose={onClose}>
      <TextField
        label={t('invite.find')}
        type="search"
        value={query}
        maxLength={PEOPLE_LIMITS.searchLength}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setQuery(event.target.value)}
      />
      <p role="status" className="mt-5 text-sm text-quiet text-pretty empty:hidden">
        {isBusy
          ? t('invite.busy')
          : found.length === 0 && t(query === '' ? 'invite.none' : 'invite.nobody')}
      </p>
      <h3 id={listId} className="sr-only">
        {t('invite.list')}
      </h3>
      <ul aria-labelledby={listId} className="mt-3 -mr-2 min-h-40">
        {found.map((person) => (
          <li key={person.accountId} className="flex items-center gap-3 py-1.5 pr-2">
            <PersonPicture person={person} className="size-9 text-sm" />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-[0.9375rem] font-medium">{person.displayName}</span>
              <span className="flex items-center gap-1.5 text-sm text-quiet">
                <StatusSign status={person.status} />
                {t(person.status === 'away' ? 'invite.away' : 'invite.available')}
              </span>
            </span>
            <Button
              size="small"
              disabled={isBusy}
              aria-label={t('invite.callOf', { name: person.displayName })}
              onClick={() => invite(person)}
            >
              <Phone aria-hidden className="size-4" />
              {t('invite.call')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
