import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { refreshAccount, useSignedIn } from '../account/account.ts';
import { MessageNews } from '../features/messages/MessageNews.tsx';
import { InvitationNews } from '../features/ringing/InvitationNews.tsx';
import { MissedNews } from '../features/ringing/MissedNews.tsx';
import { Ringing } from '../features/ringing/Ringing.tsx';
import { addMessagesTexts } from '../i18n/addMessagesTexts.ts';
import { addRingingTexts } from '../i18n/addRingingTexts.ts';
import { useReachable } from '../session/reachable.ts';
import { NewsStack } from '../ui/NewsStack.tsx';
import { fetchCall } from './fetchCall.ts';

addMessagesTexts();
addRingingTexts();

/** Direct calls and word of direct messages, on every page of somebody who is signed in. */
export function ReachablePart() {
  const known = useSignedIn();
  useEffect(() => {
    if (known === undefined) void refreshAccount();
  }, [known]);
  const account = typeof known === 'object' ? known.account : null;
  return account && <News key={account.accountId} accountId={account.accountId} />;
}

function News({ accountId }: { accountId: string }) {
  const reachable = useReachable(accountId);
  const [pathname] = useLocation();
  if (reachable === undefined) return null;
  const { people, rings, messages } = reachable;
  const isInCall = pathname.startsWith('/r/');
  return (
    <>
      <Ringing session={rings} onRinging={fetchCall} />
      <NewsStack isBelowHeader={!isInCall}>
        <InvitationNews session={rings} />
        {pathname !== '/people' && (
          <>
            <MissedNews session={rings} isInCall={isInCall} />
            <MessageNews messages={messages} people={people} isInCall={isInCall} />
          </>
        )}
      </NewsStack>
    </>
  );
}
