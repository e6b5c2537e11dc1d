import { type ComponentProps, useId } from 'react';
import { classNames } from './classNames.ts';

type TextFieldProps = ComponentProps<'input'> & {
  label: string;
  /** What is wrong with the value, or undefined. Announced, and tied to the field. */
  error?: string | undefined;
};

export function TextField({ label, error, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        className={classNames(
          'h-12 w-full rounded-xl border bg-surface px-3.5 text-base placeholder:text-quiet',
          'transition-colors focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent',
          error === undefined ? 'border-edge' : 'border-danger',
        )}
        {...rest}
      />
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
