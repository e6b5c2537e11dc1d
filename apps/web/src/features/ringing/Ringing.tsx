import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { ringing } from '../../session/ringing.ts';
import { IncomingCall } from './IncomingCall.tsx';
import { OutgoingCall } from './OutgoingCall.tsx';

type RingingProps = {
  session: RingSession;
  /** Something rings, here or at the other end: there may be a call in a moment. Does not change. */
  onRinging: () => void;
};

/** Rings, and calls, over whatever the page shows. */
export function Ringing({ session, onRinging }: RingingProps) {
  const incoming = useStore(session.store, (state) => state.incoming);
  const outgoing = useStore(session.store, (state) => state.outgoing);
  const room = useStore(session.store, (state) => state.room);
  const isRinging = incoming !== null || outgoing !== null;
  const [, navigate] = useLocation();

  useEffect(() => {
    if (room === null) return;
    session.arrived();
    ringing.setState({ entry: room });
    navigate(`/r/${room}`);
  }, [session, room, navigate]);

  useEffect(() => {
    if (isRinging) onRinging();
  }, [isRinging, onRinging]);

  return (
    <>
      {incoming && <IncomingCall key={incoming.ringId} session={session} ring={incoming} />}
      {outgoing?.room === null && (
        <OutgoingCall key={outgoing.ringId} session={session} ring={outgoing} />
      )}
    </>
  );
}
