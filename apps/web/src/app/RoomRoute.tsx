import { isRoomName } from '@parley/protocol/ids';
import { lazy, useState } from 'react';
import { useParams } from 'wouter';
import { SessionContext } from '../session/SessionContext.ts';
import type { Obstacle } from './DeadEnd.tsx';
import { loadPart } from './loadPart.ts';
import { missingFeatures } from './missingFeatures.ts';
import { RoomPhase } from './RoomPhase.tsx';
import { useCallSession } from './useCallSession.ts';
import { WaitingPage } from './WaitingPage.tsx';

const DeadEnd = lazy(() =>
  loadPart(() => import('./DeadEnd.tsx').then(({ DeadEnd }) => ({ default: DeadEnd }))),
);

export function RoomRoute() {
  const { room = '' } = useParams();
  const obstacle = obstacleTo(room);
  return obstacle ? <DeadEnd obstacle={obstacle} /> : <Room key={room} room={room} />;
}

function obstacleTo(room: string): Obstacle | undefined {
  if (!isRoomName(room)) return { kind: 'bad-name', typed: room };
  if (!isSecureContext) return { kind: 'insecure' };
  const missing = missingFeatures();
  return missing.length > 0 ? { kind: 'unsupported', missing } : undefined;
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
