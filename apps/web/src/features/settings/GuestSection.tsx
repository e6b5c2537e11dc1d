import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { ForgetGuest } from '../../account/ForgetGuest.tsx';
import { addAccountTexts } from '../../i18n/addAccountTexts.ts';

addAccountTexts();

/** As whom this browser knows a guest; nothing for anybody else. */
export function GuestSection() {
  const { t } = useTranslation('account');
  const known = useSignedIn();
  const guest = typeof known === 'object' ? known.guest : null;
  if (guest === null) return null;
  return (
    <section aria-labelledby="settings-guest" className="mt-6 space-y-3 border-t border-line pt-6">
      <h3 id="settings-guest" className="text-sm font-semibold text-quiet">
        {t('guest.section')}
      </h3>
      <p>{t('guest.remembered', { name: guest.name })}</p>
      <ForgetGuest />
    </section>
  );
}
