import {
  type DataUse,
  maxBitrateOf,
  setPreferences,
  usePreference,
} from '../preferences/preferences.ts';
import { useSession } from '../session/SessionContext.ts';

/** How much this call may use, and how that is chosen: for it, and for those to come. */
export function useDataUse(): { dataUse: DataUse; choose: (dataUse: DataUse) => void } {
  const session = useSession();
  return {
    dataUse: usePreference('dataUse'),
    choose: (dataUse) => {
      setPreferences({ dataUse });
      session.setMaxBitrate(maxBitrateOf(dataUse));
    },
  };
}
