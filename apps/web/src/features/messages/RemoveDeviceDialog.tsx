import { ParleyError } from '@parley/protocol/errors';
import type { Device } from '@parley/protocol/people/messages';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

type RemoveDeviceDialogProps = { device: Device; isOwn: boolean; onClose: () => void };

/** Says what it means before it is done. */
export function RemoveDeviceDialog({ device, isOwn, onClose }: RemoveDeviceDialogProps) {
  const { t } = useTranslation('messages');
  const { t: common } = useTranslation();
  const session = useMessagesSession();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const remove = async () => {
    if (isBusy) return;
    setIsBusy(true);
    try {
      await session.removeDevice(device.deviceKey);
      onClose();
    } catch (error) {
      setProblem(common(`error.${error instanceof ParleyError ? error.code : 'internal'}`));
      setIsBusy(false);
    }
  };
  return (
    <Dialog title={t('devices.removeTitle')} closeLabel={common('common.close')} onClose={onClose}>
      <p className="text-sm text-pretty">
        {isOwn ? t('devices.removeOwn') : t('devices.removeOther', { name: device.name })}
      </p>
      {problem !== undefined && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>{common('common.cancel')}</Button>
        <Button look="danger" aria-busy={isBusy} onClick={() => void remove()}>
          {t('devices.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
