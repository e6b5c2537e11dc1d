import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../../ui/Hint.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';
import { useHand } from '../../view/useHand.ts';

export function HandButton() {
  const { t } = useTranslation();
  const { isRaised, toggle } = useHand();
  const label = t(isRaised ? 'controls.lowerHand' : 'controls.raiseHand');
  return (
    <Hint text={label} keys={SHORTCUTS.hand.shown}>
      <ControlButton
        label={label}
        icon={Hand}
        look={isRaised ? 'active' : 'plain'}
        aria-keyshortcuts={SHORTCUTS.hand.aria}
        onClick={toggle}
      />
    </Hint>
  );
}
