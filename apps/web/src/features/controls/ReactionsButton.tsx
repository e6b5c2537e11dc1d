import { SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Popover } from '../../ui/Popover.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';
import { ReactionPicker } from './ReactionPicker.tsx';

export function ReactionsButton() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const label = t('controls.reactions');
  return (
    <Popover
      trigger={<ControlButton label={label} icon={SmilePlus} />}
      hint={label}
      label={label}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <ReactionPicker onPicked={() => setIsOpen(false)} />
    </Popover>
  );
}
