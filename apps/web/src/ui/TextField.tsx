import { type ComponentProps, useId } from 'react';
import { classNames } from './classNames.ts';

type TextFieldProps = ComponentProps<'input'> & {
  label: string;
  /** What is wrong with the value, or undefined. Announced, and tied to the field. */
  error?: string | undefined;
  /** What helps to fill it in. */
  hint?: string | undefined;
};

export function TextField({ label, error, hint, className, ...rest }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classNames(
          'h-12 w-full rounded-xl border bg-surface px-3.5 text-base placeholder:text-quiet',
          'transition-colors focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent',
          error === undefined ? 'border-edge' : 'border-danger',
        )}
        {...rest}
      />
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
          className={classNames('mt-1.5 text-sm', error === undefined ? 'text-quiet' : 'text-danger')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
