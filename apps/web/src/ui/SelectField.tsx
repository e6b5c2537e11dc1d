import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './classNames.ts';

type Option = { readonly value: string; readonly label: string };

type SelectFieldProps = {
  label: string;
  /** Stands in for the visible label. */
  icon?: LucideIcon;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  disabled?: boolean;
  className?: string;
};

/** The browser's own select: it is the best one on every phone and for every screen reader. */
export function SelectField({ label, icon: Icon, value, options, onChange, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={rest.className}>
      <label htmlFor={id} className={Icon ? 'sr-only' : 'mb-1.5 block text-sm font-medium'}>
        {label}
      </label>
      <div className="relative">
        {Icon && (
          <Icon
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-quiet"
          />
        )}
        <select
          id={id}
          value={value}
          disabled={rest.disabled}
          title={Icon ? label : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={classNames(
            'h-11 w-full appearance-none truncate rounded-xl border border-edge bg-surface pr-9 text-sm',
            'transition-colors hover:border-ink disabled:border-line disabled:text-quiet',
            Icon ? 'pl-10' : 'pl-3.5',
          )}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-quiet"
        />
      </div>
    </div>
  );
}
