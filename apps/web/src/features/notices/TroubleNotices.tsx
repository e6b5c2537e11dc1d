import { useTroubles, useTroubleText } from '../../session/useTroubles.ts';
import { Notice } from '../../ui/Notice.tsx';

/** More than that is one cause, and the tiles say the rest. */
const SHOWN = 2;

/** Who does not hear or see whom, and why; gone when it is mended. */
export function TroubleNotices() {
  const troubles = useTroubles();
  const textOf = useTroubleText();
  const mostUrgentFirst = [...troubles].sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
  return mostUrgentFirst.slice(0, SHOWN).map((trouble) => (
    <Notice key={trouble.key} look={trouble.isOwn ? 'problem' : 'hint'}>
      {textOf(trouble)}
    </Notice>
  ));
}
