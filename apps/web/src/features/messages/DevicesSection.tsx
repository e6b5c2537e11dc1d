import type { Device } from '@parley/protocol/people/messages';
import { Laptop } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessages } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { RemoveDeviceDialog } from './RemoveDeviceDialog.tsx';
import { RemovedNotice } from './RemovedNotice.tsx';

type Way = 'out' | 'in';

type DevicesSectionProps = {
  /** The dialog that moves messages out of this device or into it. */
  moving: (way: Way, onClose: () => void) => ReactNode;
};

/** Every browser and program that can read what is written to this person. */
export function DevicesSection({ moving }: DevicesSectionProps) {
  const { t } = useTranslation('messages');
  const phase = useMessages((state) => state.phase);
  const own = useMessages((state) => state.deviceKey);
  const devices = useMessages((state) => state.devices);
  const [removing, setRemoving] = useState<Device>();
  const [way, setWay] = useState<Way>();
  const isOwn = ({ deviceKey }: Device) => deviceKey === own;
  return (
    <Card title={t('devices.title')} hint={t('devices.hint')}>
      {phase === 'unsupported' && <p className="mt-3 text-sm text-quiet">{t('unsupported')}</p>}
      {phase === 'removed' && <RemovedNotice className="mt-4" />}
      <ul aria-label={t('devices.list')} className="mt-3 divide-y divide-line">
        {devices
          .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
          .map((device) => (
            <DeviceRow
              key={device.deviceKey}
              device={device}
              isOwn={isOwn(device)}
              onRemove={() => setRemoving(device)}
            />
          ))}
      </ul>
      {phase === 'ready' && (
        <>
          <p className="mt-4 text-sm text-quiet text-pretty">{t('devices.moveHint')}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            <Button onClick={() => setWay('out')}>{t('devices.moveOut')}</Button>
            <Button onClick={() => setWay('in')}>{t('devices.bringIn')}</Button>
          </div>
        </>
      )}
      {way && moving(way, () => setWay(undefined))}
      {removing && (
        <RemoveDeviceDialog
          device={removing}
          isOwn={isOwn(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Card>
  );
}

type DeviceRowProps = { device: Device; isOwn: boolean; onRemove: () => void };

function DeviceRow({ device: { name, addedAt, lastSeenAt }, isOwn, onRemove }: DeviceRowProps) {
  const { t, i18n } = useTranslation('messages');
  const day = (at: number) => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(at);
  const time = (at: number) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  const added = t('devices.added', { time: time(addedAt) });
  return (
    <li className="flex items-center gap-3 py-3">
      <Laptop aria-hidden className="size-5 shrink-0 text-quiet" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-quiet text-pretty">
          {isOwn
            ? `${t('devices.current')}, ${added}`
            : `${added}, ${t('devices.lastSeen', { time: day(lastSeenAt) })}`}
        </p>
      </div>
      <Button size="small" aria-label={t('devices.removeNamed', { name, added })} onClick={onRemove}>
        {t('devices.remove')}
      </Button>
    </li>
  );
}
