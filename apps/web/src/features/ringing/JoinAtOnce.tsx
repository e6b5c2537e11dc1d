import { toPeerName } from '@parley/protocol/peer';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { preferences } from '../../preferences/preferences.ts';
import { ringing } from '../../session/ringing.ts';
import { useSession } from '../../session/SessionContext.ts';
import { Spinner } from '../../ui/Spinner.tsx';

/** Into the call, because both have said that they want it. What fails is shown on the page before it. */
export function JoinAtOnce() {
  const { t } = useTranslation('ringing');
  const session = useSession();
  const known = useSignedIn();
  const displayName = typeof known === 'object' ? known.account?.displayName : undefined;
  useEffect(() => {
    const name = toPeerName(preferences.getState().name) ?? displayName;
    if (name === undefined) return;
    void session.setMicrophone(true);
    if (ringing.getState().withCamera) void session.setCamera(true);
    const leavePage = () => ringing.setState({ entry: null });
    session.join(name).then(leavePage, leavePage);
  }, [session, displayName]);
  return (
    <main className="grid min-h-dvh place-items-center text-quiet">
      <p role="status" className="flex items-center gap-3">
        <Spinner />
        {t('connecting')}
      </p>
    </main>
  );
}
