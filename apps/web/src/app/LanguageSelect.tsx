import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../i18n/languages.ts';
import { setPreferences } from '../preferences/preferences.ts';
import { SelectField } from '../ui/SelectField.tsx';

const OPTIONS = Object.entries(LANGUAGES).map(([value, { label }]) => ({ value, label }));

export function LanguageSelect({ hasVisibleLabel = false }: { hasVisibleLabel?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <SelectField
      label={t('common.language')}
      {...(hasVisibleLabel ? {} : { icon: Languages })}
      value={i18n.language}
      options={OPTIONS}
      onChange={(language) => setPreferences({ language })}
    />
  );
}
