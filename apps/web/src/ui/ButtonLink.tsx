import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { buttonClass } from './Button.tsx';
import { classNames } from './classNames.ts';

type ButtonLinkProps = {
  to: string;
  look?: 'primary' | 'secondary' | 'ghost';
  size?: 'small' | 'medium' | 'large';
  className?: string;
  /** Its name, where what it shows says too little by itself. */
  label?: string | undefined;
  /** Leaves this page as it is. */
  isNewTab?: boolean;
  onClick?: () => void;
  children: ReactNode;
};

/** A way to another page that looks like a button. */
export function ButtonLink({
  to,
  look = 'secondary',
  size = 'medium',
  className,
  label,
  isNewTab = false,
  onClick,
  children,
}: ButtonLinkProps) {
  const shown = {
    'aria-label': label,
    onClick,
    className: classNames(buttonClass(look, size), className),
    children,
  };
  // The router's links stay in this tab, whatever their target.
  return isNewTab ? (
    <a {...shown} href={to} target="_blank" rel="noreferrer" />
  ) : (
    <Link {...shown} to={to} />
  );
}
