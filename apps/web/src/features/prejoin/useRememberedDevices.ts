import { useEffect } from 'react';
import { usePermission } from '../../devices/usePermission.ts';
import { preferences } from '../../preferences/preferences.ts';
import { useSession } from '../../session/SessionContext.ts';

/**
 * Turns on what was on the last time, where that needs no question: nobody is asked for anything
 * before asking for it.
 */
export function useRememberedDevices(): void {
  const session = useSession();
  const microphone = usePermission('microphone');
  const camera = usePermission('camera');
  useEffect(() => {
    if (microphone === 'granted' && preferences.getState().wantsMicrophone)
      void session.setMicrophone(true);
  }, [session, microphone]);
  useEffect(() => {
    if (camera === 'granted' && preferences.getState().wantsCamera) void session.setCamera(true);
  }, [session, camera]);
}
