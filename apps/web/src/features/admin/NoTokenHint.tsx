import { useTranslation } from 'react-i18next';

/** How to set the token, where there is none. */
export function NoTokenHint() {
  const { t } = useTranslation('admin');
  return (
    <div className="mt-6 max-w-xl">
      <h2 className="text-lg font-semibold tracking-tight">{t('signIn.noneTitle')}</h2>
      <p className="mt-2 text-quiet text-pretty">{t('signIn.none')}</p>
      <pre className="mt-4 overflow-x-auto rounded-xl bg-fill p-4 text-sm">
        echo "ADMIN_TOKEN=$(openssl rand -hex 24)" &gt;&gt; .env
      </pre>
      <p className="mt-4 text-sm text-quiet text-pretty">{t('signIn.account')}</p>
    </div>
  );
}
