import { Pin, PinOff } from 'lucide-react';
import { MenuItem } from '../../ui/Menu.tsx';
import { useCallView, useCallViewStore } from '../../view/callView.ts';

/** Keeps a tile on the stage, or lets it go. `tile` is a peer's id or the key of a screen. */
export function PinItem({ tile, pin, unpin }: { tile: string; pin: string; unpin: string }) {
  const view = useCallViewStore();
  const isPinned = useCallView((state) => state.pinned === tile);
  return (
    <MenuItem
      icon={isPinned ? PinOff : Pin}
      onSelect={() => view.setState({ pinned: isPinned ? null : tile })}
    >
      {isPinned ? unpin : pin}
    </MenuItem>
  );
}
