import { Ban, Check, type LucideIcon, Undo2, UserMinus, UserPlus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePeopleSession } from '../../session/PeopleContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useAction } from './useAction.ts';
import type { Bond } from './useShownPerson.ts';

type Deed = 'ask' | 'withdraw' | 'accept' | 'decline' | 'remove' | 'block' | 'unblock';

const ICONS: Record<Deed, LucideIcon> = {
  ask: UserPlus,
  withdraw: Undo2,
  accept: Check,
  decline: X,
  remove: UserMinus,
  block: Ban,
  unblock: Undo2,
};

/** What can be done, the likeliest first. */
const DEEDS: Record<Bond, readonly Deed[]> = {
  stranger: ['ask', 'block'],
  contact: ['remove', 'block'],
  asks: ['accept', 'decline', 'block'],
  asked: ['withdraw', 'block'],
  blocked: ['unblock'],
};

/** What one can do about somebody. What is not possible is not there. */
export function PersonActions({ accountId, bond }: { accountId: string; bond: Bond }) {
  const { t } = useTranslation('directory');
  const session = usePeopleSession();
  const { isBusy, problem, run } = useAction();
  const deeds: Record<Deed, () => Promise<void>> = {
    ask: () => session.ask(accountId),
    withdraw: () => session.withdraw(accountId),
    accept: () => session.accept(accountId),
    decline: () => session.decline(accountId),
    remove: () => session.removeContact(accountId),
    block: () => session.block(accountId),
    unblock: () => session.unblock(accountId),
  };
  return (
    <>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        {DEEDS[bond].map((deed) => {
          const Icon = ICONS[deed];
          return (
            <Button
              key={deed}
              look={deed === 'ask' || deed === 'accept' ? 'primary' : 'secondary'}
              disabled={isBusy}
              onClick={() => void run(deeds[deed])}
            >
              <Icon aria-hidden className="size-4" />
              {t(`action.${deed}`)}
            </Button>
          );
        })}
      </div>
      {problem !== undefined && (
        <p role="alert" className="mt-3 text-center text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
