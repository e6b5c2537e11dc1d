import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useSession } from '../session/SessionContext.ts';
import { classNames } from '../ui/classNames.ts';

const SEGMENTS = 14;

/** How loud the microphone is right now. Drawn past React: the level changes 20 times a second. */
export function MicrophoneMeter({ className }: { className?: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const isOn = useCall(({ local }) => local.microphone.isOn);
  const meter = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const show = (level: number) => {
      const lit = Math.round(level * SEGMENTS);
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)));
      meter.current?.childNodes.forEach((segment, index) => {
        if (segment instanceof HTMLElement) segment.dataset['lit'] = String(index < lit);
      });
    };
    if (!isOn) {
      show(0);
      return;
    }
    return session.onMicLevel(show);
  }, [session, isOn]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn as segments in every browser.
    <div
      ref={meter}
      role="meter"
      aria-label={t('prejoin.meter')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className={classNames('flex h-2 items-stretch gap-1', className)}
    >
      {Array.from({ length: SEGMENTS }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the segments are their places.
          key={index}
          className="flex-1 rounded-full bg-fill-strong transition-colors duration-75 data-[lit=true]:bg-accent forced-colors:border forced-colors:data-[lit=true]:bg-[Highlight]"
        />
      ))}
    </div>
  );
}
