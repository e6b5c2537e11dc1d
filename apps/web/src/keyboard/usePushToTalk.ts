import { type RefObject, useEffect, useState } from 'react';
import { useCall, useSession } from '../session/SessionContext.ts';
import { isStageFocused } from './stageFocus.ts';

/**
 * The space bar opens the microphone for as long as it is held, when it is muted and nothing that
 * takes a space has the focus.
 * @returns whether it is being held
 */
export function usePushToTalk(stage: RefObject<HTMLElement | null>): boolean {
  const session = useSession();
  // By what is wished: who lets go and presses again at once does not have to wait until they are muted.
  const isMuted = useCall(({ local }) => !local.microphone.isWanted);
  const [isTalking, setIsTalking] = useState(false);

  useEffect(() => {
    if (isTalking || !isMuted) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || event.repeat || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (!isStageFocused(stage.current)) return;
      event.preventDefault();
      setIsTalking(true);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isTalking, isMuted, stage]);

  useEffect(() => {
    if (!isTalking) return;
    void session.setMicrophone(true);
    const release = () => setIsTalking(false);
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'Space') return;
      event.preventDefault();
      if (event.type === 'keyup') release();
    };
    addEventListener('keydown', onKey);
    addEventListener('keyup', onKey);
    // The key goes up somewhere else: whoever switches windows is muted again.
    addEventListener('blur', release);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('keyup', onKey);
      removeEventListener('blur', release);
      void session.setMicrophone(false);
    };
  }, [session, isTalking]);

  return isTalking;
}
