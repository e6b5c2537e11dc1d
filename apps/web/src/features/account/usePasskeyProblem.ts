import { ParleyError } from '@parley/protocol/errors';
import { useTranslation } from 'react-i18next';
import { PasskeyError } from '../../account/passkeys.ts';

/** @returns what to tell somebody whom a passkey did not let in; throws what nobody expected */
export function usePasskeyProblem(): (error: unknown) => string {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  return (error) => {
    if (error instanceof PasskeyError) return t(`passkeys.${error.obstacle}`);
    if (!(error instanceof ParleyError)) throw error;
    if (error.details?.['reason'] === 'suspended') return t('problem.suspended');
    return error.code === 'unauthorized' ? t('passkeys.wrong') : common(`error.${error.code}`);
  };
}
