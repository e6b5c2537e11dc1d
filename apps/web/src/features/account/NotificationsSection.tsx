import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, refreshAccount } from '../../account/account.ts';
import { isSubscribed, pushObstacle, turnPushOff, turnPushOn } from '../../account/push.ts';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Switch } from '../../ui/Switch.tsx';

/** Whether this browser says who wrote or calls while no page is open; nothing where the server does not. */
export function NotificationsSection() {
  const { t, i18n } = useTranslation('account');
  const [publicKey, setPublicKey] = useState<string | null>(null);
  const [isOn, setIsOn] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    Promise.all([api.ask('GET /account/push'), isSubscribed()]).then(
      ([known, isHere]) => {
        setPublicKey(known.publicKey);
        setIsOn(known.isOn && isHere);
      },
      () => refreshAccount(),
    );
  }, []);
  if (publicKey === null) return null;

  const turn = async (isWanted: boolean) => {
    if (isBusy) return;
    setIsBusy(true);
    setHasFailed(false);
    try {
      if (isWanted) setIsOn(await turnPushOn(publicKey, i18n.language));
      else {
        await turnPushOff();
        setIsOn(false);
      }
    } catch {
      setHasFailed(true);
    } finally {
      setIsBusy(false);
    }
  };
  const obstacle = pushObstacle();
  return (
    <Card title={t('notifications.title')}>
      <div className="mt-3 grid gap-3">
        {obstacle === null ? (
          <Switch
            label={t('notifications.allow')}
            hint={t('notifications.hint')}
            isOn={isOn}
            onChange={(isWanted) => void turn(isWanted)}
          />
        ) : (
          <p className="text-sm text-quiet text-pretty">{t(`notifications.${obstacle}`)}</p>
        )}
        {hasFailed && <Notice look="problem">{t('notifications.failed')}</Notice>}
      </div>
    </Card>
  );
}
