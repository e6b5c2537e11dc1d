import { lazy, Suspense, useEffect } from 'react';
import { LeavePage } from '../features/leave/LeavePage.tsx';
import { PreJoinPage } from '../features/prejoin/PreJoinPage.tsx';
import { rememberRoom } from '../preferences/recentRooms.ts';
import { useCall } from '../session/SessionContext.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

const loadCallPage = () => import('./CallPage.tsx').then(({ CallPage }) => ({ default: CallPage }));
const CallPage = lazy(loadCallPage);

/** Looking, in, or out again: one page each. */
export function RoomPhase({ onJoinAgain }: { onJoinAgain: () => void }) {
  const phase = useCall((state) => state.phase);
  const room = useCall((state) => state.room);
  useDocumentTitle(phase === 'joined' ? null : room);

  useEffect(() => {
    // Without the call's code at hand the click would wait for it.
    if (phase === 'prejoin') void loadCallPage();
    if (phase === 'joined') rememberRoom(room);
  }, [phase, room]);

  if (phase === 'left') return <LeavePage onJoinAgain={onJoinAgain} />;
  if (phase !== 'joined') return <PreJoinPage />;
  return (
    <Suspense fallback={<WaitingPage />}>
      <CallPage />
    </Suspense>
  );
}
