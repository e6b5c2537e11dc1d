import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './IconButton.tsx';

type SidePanelProps = { title: string; closeLabel: string; onClose: () => void; children: ReactNode };

/** Beside the stage; on a narrow screen over all of it. Escape closes it. */
export function SidePanel({ title, closeLabel, onClose, children }: SidePanelProps) {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = panel.current;
    // Unless something inside has taken the focus already.
    if (!element?.contains(document.activeElement)) element?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      data-area="panel"
      aria-labelledby={id}
      onKeyDown={(event) => {
        // Keys of a menu that was opened from here arrive, too, and mean the menu. What a fading hint
        // does with the key elsewhere in the page is no reason to stay open.
        const isFromHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isFromHere && !event.nativeEvent.isComposing) onClose();
      }}
      className="off-stage outline-none z-30 flex min-h-0 animate-rise flex-col overflow-hidden bg-surface text-ink max-md:fixed max-md:inset-0 max-md:pt-[env(safe-area-inset-top)] max-md:pb-[env(safe-area-inset-bottom)] md:col-start-2 md:row-start-1 md:mt-3 md:mr-3 md:w-88 md:rounded-2xl forced-colors:border"
    >
      <header className="flex items-center justify-between border-b border-line py-2.5 pr-3 pl-5">
        <h2 id={id} className="font-semibold tracking-tight">
          {title}
        </h2>
        <IconButton label={closeLabel} icon={X} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}
