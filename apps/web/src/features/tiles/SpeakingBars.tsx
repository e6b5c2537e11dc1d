import { useEffect, useState } from 'react';
import { classNames } from '../../ui/classNames.ts';

/** Heights of the bars in px, one look after the other while somebody talks. */
const LOOKS = [
  [6, 10, 6],
  [10, 6, 8],
  [5, 9, 11],
  [8, 11, 5],
] as const;
const STILL = [3, 3, 3] as const;
/** An animation would have the whole page painted sixty times a second: without a graphics card a tenth of a processor core. */
const LOOK_MS = 180;

/** Three bars that stand for a voice: a shape beside the colour, for those who see none. */
export function SpeakingBars({ isTalking }: { isTalking: boolean }) {
  const look = useLook(isTalking);
  const heights = isTalking ? (LOOKS[look] ?? STILL) : STILL;
  return (
    <span
      aria-hidden
      className={classNames(
        'flex size-5 shrink-0 items-center justify-center gap-[2px] rounded-md transition-colors',
        isTalking ? 'bg-accent text-on-accent' : 'bg-white/15 text-white',
      )}
    >
      {heights.map((height, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are their places.
          key={index}
          style={{ height }}
          className="w-[2.5px] rounded-full bg-current"
        />
      ))}
    </span>
  );
}

/** Goes from one look to the next, and stays at the first for those who want no motion. */
function useLook(isTalking: boolean): number {
  const [look, setLook] = useState(0);
  useEffect(() => {
    if (!isTalking || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = setInterval(() => setLook((now) => (now + 1) % LOOKS.length), LOOK_MS);
    return () => clearInterval(timer);
  }, [isTalking]);
  return look;
}
