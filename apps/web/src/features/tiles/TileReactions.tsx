import { useShallow } from 'zustand/react/shallow';
import { useCall } from '../../session/SessionContext.ts';
import { ReactionIcon } from '../../view/ReactionIcon.tsx';

/** Reactions rise over the tile of whoever sent them. The news line says them in words. */
export function TileReactions({ peerId }: { peerId: string }) {
  const reactions = useCall(
    useShallow((state) => state.reactions.filter((reaction) => reaction.peerId === peerId)),
  );
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 flex items-end justify-center gap-1 pb-8 [container-type:size]"
    >
      {reactions.map(({ key, reaction }) => (
        <span key={key} className="animate-float drop-shadow-lg">
          <ReactionIcon reaction={reaction} className="size-[clamp(1.75rem,24cqh,4rem)]" />
        </span>
      ))}
    </div>
  );
}
