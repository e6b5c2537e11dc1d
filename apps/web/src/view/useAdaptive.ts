import { setPreferences, usePreference } from '../preferences/preferences.ts';
import { useSession } from '../session/SessionContext.ts';

/** Whether pictures follow what this machine can do, and how that is chosen. */
export function useAdaptive(): { isAdaptive: boolean; choose: (isAdaptive: boolean) => void } {
  const session = useSession();
  return {
    isAdaptive: usePreference('isAdaptive'),
    choose: (isAdaptive) => {
      setPreferences({ isAdaptive });
      session.setAdaptive(isAdaptive);
    },
  };
}
