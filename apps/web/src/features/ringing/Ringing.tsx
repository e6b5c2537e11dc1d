import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { ringing } from '../../session/ringing.ts';
import { IncomingCall } from './IncomingCall.tsx';
import { OutgoingCall } from './OutgoingCall.tsx';

/** Rings, and calls, over whatever the page shows. */
export function Ringing({ session }: { session: RingSession }) {
  const incoming = useStore(session.store, (state) => state.incoming);
  const outgoing = useStore(session.store, (state) => state.outgoing);
  const room = useStore(session.store, (state) => state.room);
  const [, navigate] = useLocation();

  useEffect(() => {
    if (room === null) return;
    session.arrived();
    ringing.setState({ entry: room });
    navigate(`/r/${room}`);
  }, [session, room, navigate]);

  return (
    <>
      {incoming && <IncomingCall key={incoming.ringId} session={session} ring={incoming} />}
      {outgoing?.room === null && (
        <OutgoingCall key={outgoing.ringId} session={session} ring={outgoing} />
      )}
    </>
  );
}
