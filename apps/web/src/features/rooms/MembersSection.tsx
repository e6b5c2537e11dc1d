import type { KeptRoomDetails } from '@parley/protocol/keptRoom';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useTry } from '../../view/useTry.ts';
import { Section } from './Section.tsx';

type MembersSectionProps = { details: KeptRoomDetails; onChanged: () => Promise<void> };

/** Who belongs to a room; its owner adds and removes. */
export function MembersSection({ details, onChanged }: MembersSectionProps) {
  const { t } = useTranslation('rooms');
  const { room, title, role, owner, members } = details;
  const { isBusy, problem, setProblem, run } = useTry({
    'not-found': t('problem.nobody'),
    conflict: t('problem.isOwner'),
    full: t('problem.manyMembers'),
  });
  const [name, setName] = useState('');

  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem(t('problem.noName'));
      return;
    }
    void run(async () => {
      await api.ask('POST /account/rooms/:room/members', { params: { room }, body: { name } });
      setName('');
      await onChanged();
    });
  };
  const remove = (accountId: string) =>
    void run(async () => {
      const params = { room, accountId };
      await api.ask('DELETE /account/rooms/:room/members/:accountId', { params });
      await onChanged();
    });

  return (
    <Section title={t('members.title')}>
      <ul aria-label={t('members.list', { title })} className="mt-2">
        {[owner, ...members].map((person) => (
          <li key={person.accountId} className="flex items-center gap-3 py-1.5">
            <PersonPicture person={person} className="size-8 text-xs" />
            <p className="min-w-0 flex-1 truncate text-sm">
              <span className="font-medium">{person.displayName}</span>{' '}
              <span className="text-quiet">
                {person.accountId === owner.accountId ? t('members.owner') : person.name}
              </span>
            </p>
            {role === 'owner' && person.accountId !== owner.accountId && (
              <Button
                size="small"
                look="ghost"
                aria-label={t('members.removeNamed', { name: person.displayName })}
                onClick={() => remove(person.accountId)}
              >
                {t('members.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {role === 'owner' && (
        <form noValidate onSubmit={add} className="mt-2 flex flex-wrap items-end gap-3">
          <TextField
            label={t('members.name')}
            value={name}
            error={problem}
            className="min-w-44 flex-1"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => {
              setName(event.target.value);
              setProblem(undefined);
            }}
          />
          <Button type="submit" aria-busy={isBusy} className="h-12">
            {t('members.add')}
          </Button>
        </form>
      )}
    </Section>
  );
}
