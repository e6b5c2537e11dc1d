import { classNames } from '../../ui/classNames.ts';

/** Three bars that stand for a voice: a shape beside the colour, for those who see none. */
export function SpeakingBars({ isTalking }: { isTalking: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'flex size-5 shrink-0 items-center justify-center gap-[2px] rounded-md transition-colors',
        isTalking ? 'bg-accent text-on-accent' : 'bg-white/15 text-white',
      )}
    >
      {['h-1.5', 'h-2.5', 'h-1.5'].map((tall, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are their places.
          key={index}
          style={{ animationDelay: `${index * 120}ms` }}
          className={classNames(
            'w-[2.5px] rounded-full bg-current',
            isTalking ? `${tall} animate-talk` : 'h-[3px]',
          )}
        />
      ))}
    </span>
  );
}
