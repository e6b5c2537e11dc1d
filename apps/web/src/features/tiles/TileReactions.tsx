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
      className="pointer-events-none absolute inset-x-0 bottom-10 flex justify-center gap-1"
    >
      {reactions.map(({ key, reaction }) => (
        <span key={key} className="animate-float drop-shadow-lg">
          <ReactionIcon reaction={reaction} className="size-11" />
        </span>
      ))}
    </div>
  );
}
