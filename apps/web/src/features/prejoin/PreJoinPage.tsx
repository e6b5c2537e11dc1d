import { isCallCode } from '@parley/protocol/code';
import { useTranslation } from 'react-i18next';
import { DeviceNotice } from '../../devices/DeviceNotice.tsx';
import { useDeviceKeys } from '../../keyboard/useDeviceKeys.ts';
import { useCall } from '../../session/SessionContext.ts';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import { JoinForm } from './JoinForm.tsx';
import { Preview } from './Preview.tsx';
import { useRememberedDevices } from './useRememberedDevices.ts';
import { WhoIsHere } from './WhoIsHere.tsx';

/** Everything here works before, without and after a permission. */
export function PreJoinPage() {
  const { t } = useTranslation();
  const room = useCall((state) => state.room);
  useRememberedDevices();
  useDeviceKeys();
  return (
    <HomePageFrame>
      <main className="mx-auto grid w-full max-w-6xl flex-1 content-center items-center gap-x-14 gap-y-7 py-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div>
          <Preview />
          <div className="space-y-2 empty:hidden *:mt-3">
            <DeviceNotice kind="microphone" />
            <DeviceNotice kind="camera" />
          </div>
        </div>
        <section className="lg:row-span-2">
          <h1 className="text-3xl font-semibold tracking-[-0.025em] text-balance" title={room}>
            {room}
          </h1>
          {isCallCode(room) && <p className="mt-2 text-quiet">{t('code.prejoin')}</p>}
          <WhoIsHere />
          <JoinForm />
          <ConnectionLine />
        </section>
        <section aria-label={t('prejoin.devices')}>
          <DeviceRow />
        </section>
      </main>
    </HomePageFrame>
  );
}
