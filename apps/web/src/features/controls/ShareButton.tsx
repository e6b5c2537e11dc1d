import { MonitorUp, MonitorX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../../ui/Hint.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';
import { useScreenShare } from '../../view/useScreenShare.ts';

export function ShareButton() {
  const { t } = useTranslation();
  const share = useScreenShare();
  if (!share) return null;
  const { media, toggle } = share;
  const label = t(media.isOn ? 'controls.stopSharing' : 'controls.share');
  return (
    <Hint text={label} keys={SHORTCUTS.share.shown}>
      <ControlButton
        label={label}
        icon={media.isOn ? MonitorX : MonitorUp}
        look={media.isOn ? 'active' : 'plain'}
        isBusy={media.isBusy}
        aria-keyshortcuts={SHORTCUTS.share.aria}
        onClick={toggle}
      />
    </Hint>
  );
}
