import { useTranslation } from 'react-i18next';
import { addDeviceTexts } from '../i18n/addDeviceTexts.ts';
import { useCall, useSession } from '../session/SessionContext.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

addDeviceTexts();

export type DeviceProblemProps = { kind: 'microphone' | 'camera'; className?: string | undefined };

/** Why the microphone or the camera is not on, and what to do about it. */
export function DeviceProblem({ kind, className }: DeviceProblemProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { error, isBusy, isCut } = useCall((state) => state.local[kind]);
  if (isCut) {
    return (
      <Notice look="problem" title={t(`device.cut.${kind}`)} {...(className && { className })}>
        {t('device.cut.text')}
      </Notice>
    );
  }
  if (error === null) return null;

  const retry = () =>
    void (kind === 'microphone' ? session.setMicrophone(true) : session.setCamera(true));
  return (
    <Notice
      look="problem"
      title={t(`device.title.${kind}`)}
      {...(className === undefined ? {} : { className })}
      action={
        <Button look="outline" size="small" onClick={retry} disabled={isBusy}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {t(`device.error.${error.code}`, { device: t(`device.name.${kind}`) })}
    </Notice>
  );
}
