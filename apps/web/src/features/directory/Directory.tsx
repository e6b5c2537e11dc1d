import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { usePeople, usePeopleSession } from '../../session/PeopleContext.ts';
import { classNames } from '../../ui/classNames.ts';
import { PortalRootContext } from '../../ui/PortalRoot.ts';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { accountIdIn } from './accountIdIn.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { Lists } from './Lists.tsx';
import { OwnCard } from './OwnCard.tsx';
import { PersonConversation } from './PersonConversation.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { RequestNews } from './RequestNews.tsx';
import { SearchBox } from './SearchBox.tsx';

/** Two columns; where there is room for one, the person takes the place of the lists. */
export function Directory() {
  const { t } = useTranslation('directory');
  const me = usePeople((state) => state.me);
  const [params, setParams] = useSearchParams();
  const chosenId = accountIdIn(params);
  const session = usePeopleSession();
  const [portalRoot, setPortalRoot] = useState<HTMLElement | null>(null);
  useEffect(() => void session.show(chosenId), [session, chosenId]);
  // On other pages nobody is looked at.
  useEffect(() => () => void session.show(null), [session]);
  const choose = (accountId: string | null) =>
    setParams(accountId === null ? {} : { person: accountId });
  return (
    <PortalRootContext value={portalRoot}>
      <HomePageFrame>
        <main className="mx-auto grid w-full max-w-5xl flex-1 content-start gap-6 py-6 md:grid-cols-[22rem_1fr]">
          <div className={classNames('min-w-0', chosenId !== null && 'max-md:hidden')}>
            <h1 className="mb-4 text-3xl font-semibold tracking-[-0.025em]">{t('title')}</h1>
            {me && <OwnCard me={me} />}
            <ConnectionNotice />
            <RequestNews />
            <SearchBox />
            {me ? (
              <Lists chosenId={chosenId} onChoose={choose} />
            ) : (
              <p role="status" className="px-3 pt-6 text-sm text-quiet">
                {t('loading')}
              </p>
            )}
          </div>
          <div className={classNames('min-w-0', chosenId === null && 'max-md:hidden')}>
            {chosenId !== null && me ? (
              <>
                <PersonPanel accountId={chosenId} onBack={() => choose(null)} />
                <PersonConversation key={chosenId} accountId={chosenId} />
              </>
            ) : (
              <p className="grid min-h-80 place-items-center rounded-3xl border border-dashed border-line p-6 text-center text-quiet">
                {t('choose')}
              </p>
            )}
          </div>
          <div ref={setPortalRoot} className="absolute top-0 left-0" />
        </main>
      </HomePageFrame>
    </PortalRootContext>
  );
}
