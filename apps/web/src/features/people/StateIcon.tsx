import type { LucideIcon } from 'lucide-react';
import { classNames } from '../../ui/classNames.ts';

/** A sign that says what it means to everybody. */
export function StateIcon(props: { icon: LucideIcon; label: string; className: string }) {
  const { icon: Icon, label, className } = props;
  return (
    <span title={label}>
      <Icon aria-hidden className={classNames('size-4', className)} />
      <span className="sr-only">{label}</span>
    </span>
  );
}
