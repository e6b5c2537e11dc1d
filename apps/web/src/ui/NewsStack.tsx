import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

type NewsStackProps = {
  /** Below the header of a page, whose corners stay free; in a call, on a phone, below that of a panel. */
  isBelowHeader: boolean;
  children: ReactNode;
};

/** Small words above whatever the page shows. They take no focus, and are read out when there is time. */
export function NewsStack({ isBelowHeader, children }: NewsStackProps) {
  return (
    <div
      aria-live="polite"
      className={classNames(
        'pointer-events-none fixed inset-x-0 z-40 flex flex-col items-center gap-2 px-4',
        isBelowHeader ? 'top-[calc(4.75rem+env(safe-area-inset-top))]' : 'top-3 max-md:top-17',
      )}
    >
      {children}
    </div>
  );
}

type NewsItemProps = {
  icon: LucideIcon;
  iconClass?: string;
  text: string;
  /** What can be done about it. */
  children: ReactNode;
};

export function NewsItem({ icon: Icon, iconClass, text, children }: NewsItemProps) {
  return (
    <div className="off-stage pointer-events-auto flex max-w-full animate-rise items-center gap-3 rounded-2xl bg-raised py-1.5 pr-1.5 pl-4 text-sm text-ink shadow-raised forced-colors:border">
      <Icon aria-hidden className={classNames('size-4 shrink-0', iconClass)} />
      <span className="min-w-0 wrap-anywhere">{text}</span>
      {children}
    </div>
  );
}
