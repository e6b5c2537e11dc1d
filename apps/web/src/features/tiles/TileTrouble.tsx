import { TriangleAlert } from 'lucide-react';
import { useTroubles, useTroubleText } from '../../session/useTroubles.ts';

/** Why this person is not heard or seen, on the tile where one looks for it. */
export function TileTrouble({ peerId, isSmall }: { peerId: string; isSmall: boolean }) {
  const troubles = useTroubles();
  const textOf = useTroubleText();
  const trouble = troubles.find((one) => one.peerId === peerId);
  if (!trouble) return null;
  const text = textOf(trouble);
  return (
    <p
      title={text}
      className="absolute inset-x-2 bottom-11 flex w-fit max-w-[calc(100%-1rem)] items-start gap-1.5 rounded-lg bg-notice px-2.5 py-1.5 text-xs font-medium text-notice-soft"
    >
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className={isSmall ? 'sr-only' : 'line-clamp-2'}>{text}</span>
    </p>
  );
}
