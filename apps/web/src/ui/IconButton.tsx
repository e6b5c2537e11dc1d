import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './classNames.ts';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & { label: string; icon: LucideIcon };

/** A square, quiet button that is only an icon; `label` is its name and its hint. */
export function IconButton({ label, icon: Icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-quiet touchable',
        'transition-colors duration-150 hover:bg-fill hover:text-ink disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden className="size-[1.125rem]" />
    </button>
  );
}
