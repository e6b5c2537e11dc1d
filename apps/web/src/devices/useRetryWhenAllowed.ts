import { useEffect, useRef } from 'react';
import { useCall, useSession } from '../session/SessionContext.ts';
import { usePermission } from './usePermission.ts';

/** Tries again by itself when a person who had said no changes that in the browser's settings. */
export function useRetryWhenAllowed(kind: 'microphone' | 'camera'): void {
  const session = useSession();
  const permission = usePermission(kind);
  const isRefused = useCall(({ local }) => local[kind].isWanted && local[kind].error?.code === 'denied');
  const before = useRef(permission);
  useEffect(() => {
    const isNew = before.current === 'denied' && permission === 'granted';
    before.current = permission;
    if (!isNew || !isRefused) return;
    void (kind === 'microphone' ? session.setMicrophone(true) : session.setCamera(true));
  }, [session, kind, permission, isRefused]);
}
