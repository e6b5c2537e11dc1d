import { useTranslation } from 'react-i18next';
import { addDeviceTexts } from '../../i18n/addDeviceTexts.ts';
import { useCall } from '../../session/SessionContext.ts';
import { Notice } from '../../ui/Notice.tsx';

addDeviceTexts();

/** Why the screen is not shared. A closed picker is an answer, not a problem. */
export function ScreenNotice() {
  const { t } = useTranslation();
  const error = useCall(({ local }) => local.screen.error);
  if (error === null || error.code === 'dismissed') return null;
  return (
    <Notice look="problem" title={t('device.title.screen')}>
      {t(`device.error.${error.code}`, { device: t('device.name.screen') })}
    </Notice>
  );
}
