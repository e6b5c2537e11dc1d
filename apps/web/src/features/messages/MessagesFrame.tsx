import { openBrowserMessageStore } from '@parley/client/messages/browserMessageStore';
import { MessagesSession } from '@parley/client/messages/MessagesSession';
import type { PeopleLine } from '@parley/client/people/PeopleLine';
import { toPeerName } from '@parley/protocol/peer';
import { type ReactNode, useEffect, useState } from 'react';
import { browserName } from '../../account/browserName.ts';
import { MessagesContext } from '../../session/MessagesContext.ts';

type MessagesFrameProps = {
  line: PeopleLine;
  accountId: string;
  waiting: ReactNode;
  children: ReactNode;
};

/** Messages are taken as long as this is on the page, whoever is looked at. */
export function MessagesFrame({ line, accountId, waiting, children }: MessagesFrameProps) {
  const [session, setSession] = useState<MessagesSession>();
  useEffect(() => {
    const opened = new MessagesSession({
      line,
      accountId,
      deviceName: ownName(),
      openStore: () => openBrowserMessageStore(accountId),
    });
    void opened.open();
    setSession(opened);
    return () => opened.close();
  }, [line, accountId]);
  if (session === undefined) return waiting;
  return <MessagesContext.Provider value={session}>{children}</MessagesContext.Provider>;
}

/** What this browser is called in the list of one's own devices. */
function ownName(): string {
  const { browser, system } = browserName(navigator.userAgent);
  return toPeerName([browser, system].filter(Boolean).join(', ')) ?? 'Browser';
}
