import * as RadixPopover from 'radix-ui/popover';
import type { ReactNode } from 'react';
import { Hint } from './Hint.tsx';
import { usePortalRoot } from './PortalRoot.ts';

type PopoverProps = {
  /** One element that becomes the button. */
  trigger: ReactNode;
  hint: string;
  label: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
};

/** A small sheet over its button, for what is not a list of commands. */
export function Popover({ trigger, hint, label, isOpen, onOpenChange, children }: PopoverProps) {
  const root = usePortalRoot();
  return (
    <RadixPopover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Hint text={hint}>
        <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      </Hint>
      <RadixPopover.Portal container={root}>
        <RadixPopover.Content
          aria-label={label}
          side="top"
          sideOffset={12}
          collisionPadding={12}
          className="on-stage z-50 animate-rise rounded-2xl bg-raised p-2 shadow-raised outline-none forced-colors:border"
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
