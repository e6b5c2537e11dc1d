import { Check, type LucideIcon } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { Hint } from './Hint.tsx';
import { usePortalRoot } from './PortalRoot.ts';

type MenuProps = {
  /** One element that becomes the menu button. */
  trigger: ReactNode;
  /** Shown over the button; without it there is none. */
  hint?: string;
  children: ReactNode;
  side?: 'top' | 'bottom';
  align?: 'start' | 'center' | 'end';
  /** On the stage it is dark, elsewhere it follows the theme. */
  ground?: 'on-stage' | 'off-stage';
};

/**
 * A menu button with its menu. Not modal: a modal one would lock the page's scrolling with a style
 * element, which the content security policy refuses.
 */
export function Menu({
  trigger,
  hint,
  children,
  side = 'bottom',
  align = 'end',
  ground = 'on-stage',
}: MenuProps) {
  const root = usePortalRoot();
  const button = <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>;
  return (
    <DropdownMenu.Root modal={false}>
      {hint === undefined ? button : <Hint text={hint}>{button}</Hint>}
      <DropdownMenu.Portal container={root}>
        <DropdownMenu.Content
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={12}
          loop
          className={classNames(
            ground,
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 max-w-80 animate-rise overflow-y-auto rounded-xl bg-raised p-1.5 shadow-raised outline-none forced-colors:border',
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const ROW =
  'flex min-h-9 touchable cursor-default items-center gap-3 rounded-lg px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-fill-strong data-disabled:opacity-50 forced-colors:data-highlighted:bg-[Highlight]';

type MenuItemProps = {
  icon: LucideIcon;
  children: ReactNode;
  onSelect: () => void;
  /** The key that does the same. */
  hint?: string | undefined;
};

export function MenuItem({ icon: Icon, children, onSelect, hint }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={ROW} onSelect={onSelect}>
      <Icon aria-hidden className="size-4 shrink-0 text-quiet" />
      <span className="min-w-0 flex-1">{children}</span>
      {hint !== undefined && (
        <kbd aria-hidden className="font-sans text-xs text-quiet">
          {hint}
        </kbd>
      )}
    </DropdownMenu.Item>
  );
}

type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string; readonly icon?: LucideIcon }[];
  onChange: (value: Value) => void;
};

/** One of several, with the chosen one ticked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChange(option.value);
      }}
    >
      <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-quiet">
        {label}
      </DropdownMenu.Label>
      {options.map(({ value: optionValue, label: optionLabel, icon: Icon }) => (
        <DropdownMenu.RadioItem key={optionValue} value={optionValue} className={ROW}>
          {Icon && <Icon aria-hidden className="size-4 shrink-0 text-quiet" />}
          <span className="min-w-0 flex-1 truncate">{optionLabel}</span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden className="size-4 text-accent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-2.5 my-1.5 h-px bg-line" />;
}

/** Items side by side, each a single sign. */
export function MenuTiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DropdownMenu.Group aria-label={label} className="flex justify-between">
      {children}
    </DropdownMenu.Group>
  );
}

export function MenuTile(props: { label: string; children: ReactNode; onSelect: () => void }) {
  return (
    <DropdownMenu.Item
      aria-label={props.label}
      onSelect={props.onSelect}
      className="grid size-11 place-items-center rounded-lg text-2xl outline-none data-highlighted:bg-fill-strong forced-colors:data-highlighted:bg-[Highlight]"
    >
      {props.children}
    </DropdownMenu.Item>
  );
}
