import type { ComponentProps } from 'react';
import { classNames } from './classNames.ts';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover shadow-sm',
  secondary: 'bg-fill text-ink hover:bg-fill-strong',
  ghost: 'text-ink hover:bg-fill',
  /** On a coloured ground, whose own colour it takes. */
  outline: 'border border-current bg-transparent hover:bg-ink/5',
  danger: 'bg-danger-fill text-white hover:bg-danger-fill-hover',
} as const;

const SIZES = {
  small: 'h-9 px-3 text-sm gap-1.5 rounded-lg',
  medium: 'h-11 px-4 text-[0.9375rem] gap-2 rounded-xl',
  large: 'h-13 px-6 text-base gap-2.5 rounded-xl',
} as const;

type ButtonProps = ComponentProps<'button'> & {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
};

export function buttonClass(look: keyof typeof LOOKS, size: keyof typeof SIZES): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center whitespace-nowrap font-medium select-none touchable',
    'transition-colors duration-150 disabled:opacity-50',
    'forced-colors:border forced-colors:border-[ButtonBorder]',
    LOOKS[look],
    SIZES[size],
  );
}

export function Button({ look = 'secondary', size = 'medium', className, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={classNames(buttonClass(look, size), className)}
      {...rest}
    />
  );
}
