import type { Person } from '@parley/protocol/account';
import type { PersonCard } from '@parley/protocol/people/person';
import { type ReactNode, useContext } from 'react';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { classNames } from '../../ui/classNames.ts';
import { StatusSign } from '../../view/StatusSign.tsx';
import { useStatusText } from '../../view/useStatusText.ts';
import { DirectorySlotsContext } from './DirectorySlots.ts';

type PersonItemProps = {
  /** Without a status when it may not be seen. */
  person: PersonCard | Person;
  isChosen: boolean;
  onChoose: () => void;
  /** Beside the name. */
  children?: ReactNode;
};

/** Somebody in a list. The whole row leads to them. */
export function PersonItem({ person, isChosen, onChoose, children }: PersonItemProps) {
  const statusText = useStatusText();
  const { badge } = useContext(DirectorySlotsContext);
  return (
    <li
      className={classNames(
        'flex items-center gap-2 rounded-xl pr-2',
        isChosen ? 'bg-accent-soft' : 'hover:bg-fill',
      )}
    >
      <button
        type="button"
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
        className="flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-xl px-3 py-2 text-left"
      >
        <PersonPicture person={person} className="size-9 text-sm" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-[0.9375rem] font-medium">{person.displayName}</span>
          {'status' in person ? (
            <span className="flex items-center gap-1.5 text-sm text-quiet">
              <StatusSign status={person.status} />
              <span className="truncate">{statusText(person)}</span>
            </span>
          ) : (
            <span className="block truncate text-sm text-quiet">{person.name}</span>
          )}
        </span>
        {badge(person.accountId)}
      </button>
      {children}
    </li>
  );
}
