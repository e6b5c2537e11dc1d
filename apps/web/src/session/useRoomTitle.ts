import { useTranslation } from 'react-i18next';
import { useCall } from './SessionContext.ts';
import { useIsDirectCall } from './useIsDirectCall.ts';

/** What the call is called. The room of a direct call has a name that says nothing to anybody. */
export function useRoomTitle(): string {
  const { t } = useTranslation();
  const room = useCall((state) => state.room);
  return useIsDirectCall() ? t('call.direct') : room;
}
