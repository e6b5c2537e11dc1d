import { isCallCode } from '@parley/protocol/code';
import { isRingRoom } from '@parley/protocol/people/ringRoom';
import { lazy, Suspense, useEffect } from 'react';
import { PreJoinPage } from '../features/prejoin/PreJoinPage.tsx';
import { rememberRoom } from '../preferences/recentRooms.ts';
import { useIsExpected } from '../session/ringing.ts';
import { useCall } from '../session/SessionContext.ts';
import { loadPart } from './loadPart.ts';
import { Preparation, PreparedPart } from './PreparedPart.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

const loadCallPage = () => import('./CallPage.tsx').then(({ CallPage }) => ({ default: CallPage }));
const callPage = new Preparation(loadCallPage);
const loadLeavePage = () =>
  import('../features/leave/LeavePage.tsx').then(({ LeavePage }) => ({ default: LeavePage }));
const loadEndedPage = () =>
  import('../features/doors/EndedPage.tsx').then(({ EndedPage }) => ({ default: EndedPage }));
const loadDoorsClosedPage = () =>
  import('../features/doors/DoorsClosedPage.tsx').then(({ DoorsClosedPage }) => ({
    default: DoorsClosedPage,
  }));
const loadPrivateRoom = () =>
  import('./PrivateRoom.tsx').then(({ PrivateRoom }) => ({ default: PrivateRoom }));
const loadSignInFirst = () =>
  import('./SignInFirst.tsx').then(({ SignInFirst }) => ({ default: SignInFirst }));
const LeavePage = lazy(() => loadPart(loadLeavePage));
const EndedPage = lazy(() => loadPart(loadEndedPage));
const DoorsClosedPage = lazy(() => loadPart(loadDoorsClosedPage));
const PrivateRoom = lazy(() => loadPart(loadPrivateRoom));
const SignInFirst = lazy(() => loadPart(loadSignInFirst));

/** Looking, in, or out again: one page each. */
export function RoomPhase({ onJoinAgain }: { onJoinAgain: () => void }) {
  const phase = useCall((state) => state.phase);
  const room = useCall((state) => state.room);
  const isShutOut = useCall((state) => state.phase === 'prejoin' && !state.doors.isOpen);
  const isKeptOut = useCall(
    ({ phase, error }) =>
      phase !== 'joined' && (error?.code === 'unauthorized' || error?.code === 'forbidden'),
  );
  const isEnded = useCall((state) => state.error?.code === 'closed');
  const isPrivate = isCallCode(room) || isRingRoom(room);
  const isUnknown = useCall(
    (state) => state.phase === 'prejoin' && state.error?.code === 'not-found' && isPrivate,
  );
  const isExpected = useIsExpected(room);
  useDocumentTitle(phase === 'joined' ? null : room);

  useEffect(() => {
    // Without the call's code at hand the click would wait for it.
    if (phase === 'prejoin') callPage.prepare().catch(() => undefined);
    if (phase === 'joined') {
      // Good for one call; listing it would lead nowhere.
      if (!isPrivate) rememberRoom(room);
      // A call may end because the network does.
      for (const load of [loadLeavePage, loadEndedPage]) load().catch(() => undefined);
    }
  }, [phase, room, isPrivate]);

  const hasLeft = phase === 'left';
  const isTold = isShutOut || isKeptOut || isUnknown;
  const isAtDoor = phase !== 'joined' && !hasLeft && !isTold;
  if (isAtDoor && !isExpected) return <PreJoinPage />;
  return (
    <Suspense fallback={<WaitingPage />}>
      {isKeptOut && <SignInFirst room={room} onTryAgain={onJoinAgain} />}
      {hasLeft && !isEnded && !isKeptOut && <LeavePage onJoinAgain={onJoinAgain} />}
      {hasLeft && isEnded && <EndedPage onJoinAgain={onJoinAgain} />}
      {(isAtDoor || isUnknown) && <PrivateRoom room={room} isUnknown={isUnknown} />}
      {isShutOut && !isKeptOut && <DoorsClosedPage />}
      {phase === 'joined' && <PreparedPart of={callPage} />}
    </Suspense>
  );
}
