import { colourOf, initialsOf } from './avatarOf.ts';
import { classNames } from './classNames.ts';

/** Decoration: the name stands beside it. Its text scales with the `font-size` of its class. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      style={{ backgroundColor: colourOf(name) }}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-white select-none',
        className ?? 'size-9 text-sm',
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
