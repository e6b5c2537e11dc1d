import { classNames } from './classNames.ts';

const HEIGHTS = ['h-[35%]', 'h-[65%]', 'h-full'];

/** Three bars, so many of them lit. Decoration: what they say is said in words beside them. */
export function SignalBars({ lit, className }: { lit: 1 | 2 | 3; className?: string }) {
  return (
    <span aria-hidden className={classNames('inline-flex h-3.5 items-end gap-0.5', className)}>
      {HEIGHTS.map((height, index) => (
        <span
          key={height}
          className={classNames(
            'w-1 rounded-sm bg-current',
            height,
            index >= lit && 'opacity-30 forced-colors:opacity-100 forced-colors:border',
          )}
        />
      ))}
    </span>
  );
}
