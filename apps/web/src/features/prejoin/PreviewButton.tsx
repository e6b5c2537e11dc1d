import type { LucideIcon } from 'lucide-react';
import type { DeviceToggle } from '../../devices/useDeviceToggle.ts';
import { classNames } from '../../ui/classNames.ts';
import { Spinner } from '../../ui/Spinner.tsx';

type PreviewButtonProps = DeviceToggle & { label: string; icon: LucideIcon; keys: string };

export function PreviewButton({ media, toggle, label, icon: Icon, keys }: PreviewButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-busy={media.isBusy}
      aria-keyshortcuts={`Control+${keys} Meta+${keys}`}
      title={label}
      onClick={toggle}
      className={classNames(
        'relative grid size-13 place-items-center rounded-full text-white backdrop-blur-sm transition-colors',
        'forced-colors:border',
        media.isOn ? 'bg-white/20 hover:bg-white/30' : 'bg-danger-fill hover:bg-danger-fill-hover',
      )}
    >
      <Icon aria-hidden className="size-5.5" />
      {media.isBusy && <Spinner className="absolute -inset-0.5 size-auto" />}
      {media.error !== null && (
        <span
          aria-hidden
          className="absolute -top-0.5 -right-0.5 grid size-5 place-items-center rounded-full bg-notice text-xs font-bold text-notice-soft"
        >
          !
        </span>
      )}
    </button>
  );
}
