import { CircleAlert, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

const LOOKS: Record<string, { box: string; icon: LucideIcon }> = {
  problem: { box: 'bg-notice-soft text-notice', icon: CircleAlert },
  hint: { box: 'bg-fill text-quiet', icon: Info },
};

type NoticeProps = {
  look: 'problem' | 'hint';
  title?: string;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A message that stays where it is until its cause is gone. A problem is announced at once. */
export function Notice({ look, title, children, action, className }: NoticeProps) {
  const { box, icon: Icon } = LOOKS[look] ?? { box: '', icon: Info };
  return (
    <div
      role={look === 'problem' ? 'alert' : undefined}
      className={classNames('flex items-start gap-3 rounded-xl px-4 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        <div className="text-ink">{children}</div>
      </div>
      {action}
    </div>
  );
}
