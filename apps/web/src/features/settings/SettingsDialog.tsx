import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceSelect } from '../../devices/DeviceSelect.tsx';
import { MicrophoneMeter } from '../../devices/MicrophoneMeter.tsx';
import { TestSpeakerButton } from '../../devices/TestSpeakerButton.tsx';
import { setPreferences, THEMES, usePreference } from '../../preferences/preferences.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { AdaptiveSwitch } from './AdaptiveSwitch.tsx';
import { DirectSection } from './DirectSection.tsx';
import { GuestSection } from './GuestSection.tsx';

type SettingsDialogProps = { onClose: () => void; languageSelect: ReactNode };

export function SettingsDialog({ onClose, languageSelect }: SettingsDialogProps) {
  const { t } = useTranslation();
  const theme = usePreference('theme');
  const hasLetterKeys = usePreference('hasLetterKeys');
  return (
    <Dialog title={t('settings.title')} closeLabel={t('common.close')} onClose={onClose}>
      <section aria-labelledby="settings-devices" className="space-y-4">
        <h3 id="settings-devices" className="text-sm font-semibold text-quiet">
          {t('settings.devices')}
        </h3>
        <DeviceSelect kind="microphone" hasVisibleLabel />
        <MicrophoneMeter />
        <DeviceSelect kind="camera" hasVisibleLabel />
        <div>
          <DeviceSelect kind="speaker" hasVisibleLabel />
          <TestSpeakerButton className="mt-1" />
        </div>
      </section>
      <section
        aria-labelledby="settings-appearance"
        className="mt-6 space-y-4 border-t border-line pt-6"
      >
        <h3 id="settings-appearance" className="text-sm font-semibold text-quiet">
          {t('settings.appearance')}
        </h3>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('settings.theme')}
            value={theme}
            options={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
            onChange={(chosen) =>
              setPreferences({ theme: THEMES.find((known) => known === chosen) ?? 'system' })
            }
          />
          {languageSelect}
        </div>
        <Switch
          label={t('settings.letterKeys')}
          hint={t('settings.letterKeysHint')}
          isOn={hasLetterKeys}
          onChange={(isOn) => setPreferences({ hasLetterKeys: isOn })}
        />
        <AdaptiveSwitch />
      </section>
      <DirectSection />
      <GuestSection />
    </Dialog>
  );
}
