import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../ui/classNames.ts';
import { Spinner } from '../ui/Spinner.tsx';

const LOOKS = {
  /** Nothing special is going on. */
  plain: 'bg-fill hover:bg-fill-strong text-ink',
  /** Something is on or open that usually is not. */
  active: 'bg-accent hover:bg-accent-hover text-on-accent',
  /** Others don't hear or see this person. */
  off: 'bg-danger-fill hover:bg-danger-fill-hover text-white',
} as const;

type ControlButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  label: string;
  icon: LucideIcon;
  look?: keyof typeof LOOKS;
  isBusy?: boolean;
  hasProblem?: boolean;
  /** A small mark on the button; whatever it says is also in the button's description. */
  badge?: ReactNode;
};

/** A round button of the toolbar. Its label is the next action. */
export function ControlButton({
  label,
  icon: Icon,
  look = 'plain',
  isBusy = false,
  hasProblem = false,
  badge,
  className,
  ...rest
}: ControlButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-busy={isBusy}
      className={classNames(
        'relative grid size-12 shrink-0 place-items-center rounded-full transition-colors duration-150',
        'forced-colors:border',
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden className="size-5" />
      {isBusy && <Spinner className="absolute -inset-[3px] size-auto text-ink" />}
      {hasProblem && <Badge className="bg-notice text-notice-soft">!</Badge>}
      {badge !== undefined && <Badge className="bg-accent text-on-accent">{badge}</Badge>}
    </button>
  );
}

function Badge({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'absolute -top-1 -right-1 grid h-5 min-w-5 place-items-center rounded-full px-1 text-[0.6875rem] font-bold ring-2 ring-stage',
        className,
      )}
    >
      {children}
    </span>
  );
}
