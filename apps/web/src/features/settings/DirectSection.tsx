import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Switch } from '../../ui/Switch.tsx';

/** Whether this person lets others connect straight to this device; nothing where that is not offered. */
export function DirectSection() {
  const { t } = useTranslation('quality');
  const session = useSession();
  const isOffered = useCall((state) => state.direct.isOffered);
  const isAllowed = usePreference('isDirectAllowed');
  if (!isOffered) return null;
  return (
    <section aria-labelledby="settings-connection" className="mt-6 space-y-4 border-t border-line pt-6">
      <h3 id="settings-connection" className="text-sm font-semibold text-quiet">
        {t('direct.section')}
      </h3>
      <Switch
        label={t('direct.allow')}
        hint={t('direct.allowHint')}
        isOn={isAllowed}
        onChange={(isOn) => {
          setPreferences({ isDirectAllowed: isOn });
          session.setDirectAllowed(isOn);
        }}
      />
    </section>
  );
}
