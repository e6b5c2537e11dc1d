import { useTranslation } from 'react-i18next';
import { usePermission } from '../../devices/usePermission.ts';
import { useCall } from '../../session/SessionContext.ts';
import { useIsLasting } from './useIsLasting.ts';

const PATIENCE_MS = 2000;

/** Browsers ask for devices in places that are easy to miss. */
export function QuestionHint() {
  const { t } = useTranslation();
  const isMicrophoneAsked = useCall(({ local }) => local.microphone.isBusy && local.microphone.isWanted);
  const isCameraAsked = useCall(({ local }) => local.camera.isBusy && local.camera.isWanted);
  const microphone = usePermission('microphone');
  const camera = usePermission('camera');
  const isAsking =
    (isMicrophoneAsked && microphone !== 'granted') || (isCameraAsked && camera !== 'granted');
  const isOverlooked = useIsLasting(isAsking, PATIENCE_MS);
  return (
    <p
      role="status"
      className="absolute inset-x-4 top-4 mx-auto w-fit rounded-xl bg-raised px-4 py-2.5 text-center text-sm font-medium shadow-raised empty:hidden"
    >
      {isOverlooked ? t('prejoin.lookForQuestion') : null}
    </p>
  );
}
