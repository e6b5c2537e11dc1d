import { isRoomName } from '@parley/protocol/ids';
import { useState } from 'react';
import { useParams } from 'react-router';
import { SessionContext } from '../session/SessionContext.ts';
import { BadRoomPage } from './BadRoomPage.tsx';
import { InsecurePage } from './InsecurePage.tsx';
import { missingFeatures } from './missingFeatures.ts';
import { RoomPhase } from './RoomPhase.tsx';
import { UnsupportedPage } from './UnsupportedPage.tsx';
import { useCallSession } from './useCallSession.ts';
import { WaitingPage } from './WaitingPage.tsx';

export function RoomRoute() {
  const { room = '' } = useParams();
  if (!isRoomName(room)) return <BadRoomPage typed={room} />;
  if (!isSecureContext) return <InsecurePage />;
  const missing = missingFeatures();
  if (missing.length > 0) return <UnsupportedPage missing={missing} />;
  return <Room key={room} room={room} />;
}

function Room({ room }: { room: string }) {
  // A session is one stay in a room; coming back is a new one.
  const [stay, setStay] = useState(0);
  const session = useCallSession(room, stay);
  if (session === null) return <WaitingPage />;
  return (
    <SessionContext value={session}>
      <RoomPhase onJoinAgain={() => setStay(stay + 1)} />
    </SessionContext>
  );
}
