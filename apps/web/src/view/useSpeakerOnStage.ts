import { useEffect, useState } from 'react';
import { useCall } from '../session/SessionContext.ts';

/** A cough must not take the stage. */
const HOLD_MS = 1200;

/** Who has the stage in the speaker layout: the last other person who was the loudest for a while. */
export function useSpeakerOnStage(): string | null {
  const selfId = useCall((state) => state.selfId);
  const loudest = useCall((state) => state.speakers.find((peerId) => peerId !== selfId) ?? null);
  const [onStage, setOnStage] = useState<string | null>(null);
  useEffect(() => {
    if (loudest === null || loudest === onStage) return;
    const timer = setTimeout(() => setOnStage(loudest), onStage === null ? 0 : HOLD_MS);
    return () => clearTimeout(timer);
  }, [loudest, onStage]);
  return onStage;
}
