import { useTranslation } from 'react-i18next';
import { usePreference } from '../../preferences/preferences.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const hasLetterKeys = usePreference('hasLetterKeys');
  const both = ({ shown, letter }: { shown: string; letter: string }) =>
    hasLetterKeys && shown !== letter ? [shown, letter] : [shown];
  const everywhere = [
    { does: t('shortcuts.microphone'), keys: both(SHORTCUTS.microphone) },
    { does: t('shortcuts.camera'), keys: both(SHORTCUTS.camera) },
    { does: t('shortcuts.talk'), keys: [t('shortcuts.space')] },
    { does: t('shortcuts.areas'), keys: ['F6'] },
  ];
  const letters = (['hand', 'chat', 'people', 'share', 'help'] as const).map((name) => ({
    does: t(`shortcuts.${name}`),
    keys: [SHORTCUTS[name].shown],
  }));
  return (
    <Dialog title={t('shortcuts.title')} closeLabel={t('common.close')} onClose={onClose}>
      <dl>
        {[...everywhere, ...(hasLetterKeys ? letters : [])].map(({ does, keys }) => (
          <div
            key={does}
            className="flex items-center justify-between gap-4 border-b border-line py-2.5 text-sm last:border-0"
          >
            <dt>{does}</dt>
            <dd className="flex shrink-0 gap-1.5">
              {keys.map((key) => (
                <kbd key={key} className="rounded-md bg-fill px-2 py-1 font-sans text-xs font-medium">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {hasLetterKeys && <p className="mt-4 text-sm text-quiet">{t('shortcuts.note')}</p>}
    </Dialog>
  );
}
