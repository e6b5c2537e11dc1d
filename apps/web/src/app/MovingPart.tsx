import { BringInDialog } from '../features/moving/BringInDialog.tsx';
import { MoveOutDialog } from '../features/moving/MoveOutDialog.tsx';
import { addMovingTexts } from '../i18n/addMovingTexts.ts';

addMovingTexts();

export type MovingPartProps = {
  /** Out of this device, or into it. */
  way: 'out' | 'in';
  /** Of a link by which somebody came. */
  secret?: Uint8Array<ArrayBuffer> | undefined;
  onClose: () => void;
};

/** Messages from one device of a person to another. */
export function MovingPart({ way, secret, onClose }: MovingPartProps) {
  if (way === 'out') return <MoveOutDialog onClose={onClose} />;
  return <BringInDialog secret={secret} onClose={onClose} />;
}
