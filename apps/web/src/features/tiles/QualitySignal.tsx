import { useTranslation } from 'react-i18next';
import { useQuality } from '../../session/QualityContext.ts';
import type { Person } from '../../session/usePeople.ts';
import { classNames } from '../../ui/classNames.ts';
import { SignalBars } from '../../ui/SignalBars.tsx';
import { useCallViewStore } from '../../view/callView.ts';

/**
 * Whose connection is less than good; nothing when it is good. Says whether it is theirs or one's own,
 * and opens the details.
 */
export function QualitySignal({ person }: { person: Person }) {
  const { t } = useTranslation('quality');
  const view = useCallViewStore();
  const { level, cause } = useQuality(person.peerId);
  if (level === 'good' || cause === null) return null;
  const name = t(`signalName.${cause}`, { name: person.name, level: t(`signal.${level}`) });
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      onClick={() => view.setState({ dialog: { kind: 'quality', peerId: person.peerId } })}
      className={classNames(
        'absolute top-2 right-2 grid size-8 place-items-center rounded-lg bg-black/60 touchable forced-colors:border',
        level === 'poor' ? 'text-danger' : 'text-notice',
      )}
    >
      <SignalBars lit={level === 'poor' ? 1 : 2} />
    </button>
  );
}
