import { ArrowLeft } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { StatusSign } from '../../view/StatusSign.tsx';
import { useStatusText } from '../../view/useStatusText.ts';
import { CallButton } from './CallButton.tsx';
import { PersonActions } from './PersonActions.tsx';
import { type Bond, useShownPerson } from './useShownPerson.ts';

/** What there is to say about a bond that the buttons do not say. */
const WORDS = {
  stranger: undefined,
  contact: undefined,
  asks: 'wants',
  asked: 'waits',
  blocked: 'isBlocked',
} as const satisfies Record<Bond, string | undefined>;

/** One person, and what can be done. */
export function PersonPanel({ accountId, onBack }: { accountId: string; onBack: () => void }) {
  const { t } = useTranslation('directory');
  const statusText = useStatusText();
  const shown = useShownPerson(accountId);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time another person is shown.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [accountId]);
  const words = shown && WORDS[shown.bond];
  return (
    <section
      aria-labelledby={id}
      className="relative rounded-3xl border border-line bg-surface px-5 py-10 text-center shadow-card"
    >
      <IconButton
        label={t('back')}
        icon={ArrowLeft}
        onClick={onBack}
        className="absolute top-3 left-3 md:hidden"
      />
      {shown && <PersonPicture person={shown.person} className="mx-auto size-24 text-3xl" />}
      <h2
        ref={heading}
        id={id}
        tabIndex={-1}
        className="mt-4 truncate text-2xl font-semibold tracking-tight outline-none"
      >
        {shown ? shown.person.displayName : t('gone')}
      </h2>
      {shown && (
        <>
          <p className="mt-1 truncate text-quiet">{shown.person.name}</p>
          {'status' in shown.person && (
            <p className="mt-3 flex items-center justify-center gap-2">
              <StatusSign status={shown.person.status} className="size-4" />
              {statusText(shown.person)}
            </p>
          )}
          {words && <p className="mx-auto mt-4 max-w-md text-sm text-quiet text-pretty">{t(words)}</p>}
          {shown.bond === 'contact' && (
            <div className="mt-6">
              <CallButton person={shown.person} />
            </div>
          )}
          <PersonActions key={accountId} accountId={accountId} bond={shown.bond} />
        </>
      )}
    </section>
  );
}
