import { ChevronUp, type LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceToggle } from '../../devices/useDeviceToggle.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';

type DeviceControlProps = DeviceToggle & {
  label: string;
  icon: LucideIcon;
  shortcut: { readonly shown: string; readonly aria: string };
  optionsLabel: string;
  /** The devices to choose from, as a menu. */
  children: ReactNode;
};

/** The switch of a device, and beside it the choice of device where there is room. */
export function DeviceControl({ media, turnsOn, toggle, label, ...props }: DeviceControlProps) {
  const { t } = useTranslation();
  const id = useId();
  const isTurningOn = media.isBusy && media.isWanted;
  return (
    <div className="flex items-center rounded-full bg-fill/60 md:pr-1">
      <Hint text={label} keys={props.shortcut.shown}>
        <ControlButton
          label={label}
          icon={props.icon}
          look={media.isOn ? 'plain' : 'off'}
          isBusy={media.isBusy}
          hasProblem={media.error !== null}
          aria-keyshortcuts={props.shortcut.aria}
          aria-describedby={media.isBusy ? id : undefined}
          onClick={toggle}
        />
      </Hint>
      {media.isBusy && (
        <span id={id} hidden>
          {t(isTurningOn ? 'controls.turningOn' : 'controls.turningOff')}
        </span>
      )}
      <Menu
        side="top"
        align="center"
        trigger={
          <button
            type="button"
            aria-label={props.optionsLabel}
            title={props.optionsLabel}
            className="hidden h-12 w-7 place-items-center rounded-full text-quiet hover:text-ink md:grid"
          >
            <ChevronUp aria-hidden className="size-4" />
          </button>
        }
      >
        {props.children}
      </Menu>
    </div>
  );
}
