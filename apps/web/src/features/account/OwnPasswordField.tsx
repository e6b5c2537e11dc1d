import { useTranslation } from 'react-i18next';
import { useIdentities } from '../../account/identities.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';

type OwnPasswordFieldProps = {
  value: string;
  error: string | undefined;
  onChange: (password: string) => void;
};

/** The password once more, before what an open tab must not be enough for; of whoever has one. */
export function OwnPasswordField({ value, error, onChange }: OwnPasswordFieldProps) {
  const { t } = useTranslation('account');
  const { hasPassword } = useIdentities();
  if (!hasPassword) {
    return error === undefined ? (
      <p className="text-sm text-quiet text-pretty">{t('oidc.noPassword')}</p>
    ) : (
      <Notice look="problem">{error}</Notice>
    );
  }
  return (
    <TextField
      type="password"
      label={t('field.currentPassword')}
      value={value}
      error={error}
      autoComplete="current-password"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
