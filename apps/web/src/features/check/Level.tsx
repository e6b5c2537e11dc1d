import { watchLevel } from '@parley/client/media/micLevel';
import { useEffect, useRef } from 'react';

/** How loud a track is right now. Drawn past React: the level changes 20 times a second. */
export function Level({ label, track }: { label: string; track: MediaStreamTrack }) {
  const bar = useRef<HTMLDivElement>(null);
  const fill = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      watchLevel(track, (level) => {
        bar.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)));
        if (fill.current) fill.current.style.transform = `scaleX(${level})`;
      }),
    [track],
  );
  return (
    <div className="flex items-center gap-4 text-sm">
      <span aria-hidden className="w-36 shrink-0 text-quiet">
        {label}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn like this everywhere. */}
      <div
        ref={bar}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        className="h-2 flex-1 overflow-hidden rounded-full bg-fill-strong forced-colors:border"
      >
        <span
          ref={fill}
          className="block size-full origin-left scale-x-0 rounded-full bg-accent forced-colors:bg-[Highlight]"
        />
      </div>
    </div>
  );
}
