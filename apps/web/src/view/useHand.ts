import { useCall, useSession } from '../session/SessionContext.ts';

export function useHand(): { readonly isRaised: boolean; readonly toggle: () => void } {
  const session = useSession();
  const isRaised = useCall(({ peers, selfId }) =>
    selfId === null ? false : (peers[selfId]?.handRaisedAt ?? null) !== null,
  );
  return {
    isRaised,
    // What came of it arrives as an event, or does not: the button shows the truth either way.
    toggle: () => void session.setHand(!isRaised).catch(() => undefined),
  };
}
