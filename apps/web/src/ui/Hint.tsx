import * as Tooltip from 'radix-ui/tooltip';
import type { ReactNode } from 'react';
import { usePortalRoot } from './PortalRoot.ts';

type HintProps = { text: string; keys?: string | undefined; children: ReactNode };

/** A hint with the shortcut, for the pointer and for keyboard focus. The name is the button's own. */
export function Hint({ text, keys, children }: HintProps) {
  const root = usePortalRoot();
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal container={root}>
        <Tooltip.Content
          sideOffset={8}
          collisionPadding={8}
          className="on-stage pointer-events-none z-50 flex animate-rise items-center gap-2 rounded-lg bg-raised px-2.5 py-1.5 text-xs font-medium shadow-raised select-none forced-colors:border"
        >
          {text}
          {keys !== undefined && (
            <kbd className="rounded bg-fill-strong px-1.5 py-0.5 font-sans">{keys}</kbd>
          )}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
