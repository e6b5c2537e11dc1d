import { hasNewDevices, newDevicesOf } from '@parley/client/messages/MessagesState';
import { useTranslation } from 'react-i18next';
import { useMessages, useMessagesSession } from '../../session/MessagesContext.ts';
import { usePeople } from '../../session/PeopleContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

type NewDeviceNoticesProps = { accountId: string; name: string; onCompare: () => void };

/** Devices that this person has not been told of: theirs, and one's own. Until then nothing is sent. */
export function NewDeviceNotices({ accountId, name, onCompare }: NewDeviceNoticesProps) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  const ownId = usePeople((state) => state.me?.accountId) ?? '';
  const areTheirsNew = useMessages((state) => hasNewDevices(state, accountId));
  const state = useMessages((all) => all);
  const newKeys = newDevicesOf(state, ownId);
  const own = state.devices.filter(({ deviceKey }) => newKeys.includes(deviceKey));
  return (
    <>
      {areTheirsNew && (
        <Notice look="problem" title={t('newDevice.title', { name })} className="m-3">
          {t('newDevice.text')}
          <p className="mt-3 flex flex-wrap gap-2">
            <Button size="small" onClick={onCompare}>
              {t('safety.open')}
            </Button>
            <Button size="small" onClick={() => void session.trust(accountId)}>
              {t('newDevice.accept')}
            </Button>
          </p>
        </Notice>
      )}
      {own.map(({ deviceKey, name: device }) => (
        <Notice key={deviceKey} look="problem" title={t('newDevice.own', { device })} className="m-3">
          {t('newDevice.ownText')}
          <p className="mt-3 flex flex-wrap gap-2">
            <Button size="small" onClick={() => void session.trust(ownId)}>
              {t('newDevice.mine')}
            </Button>
            <Button size="small" onClick={() => void session.removeDevice(deviceKey)}>
              {t('newDevice.remove')}
            </Button>
          </p>
        </Notice>
      ))}
    </>
  );
}
