import { useEffect, useState } from 'react';

/**
 * Whether the browser would give the device: `prompt` means that it would ask. Null while that is
 * unknown, and for good in browsers that do not tell (W3C Permissions, section 6).
 */
export function usePermission(kind: 'microphone' | 'camera'): PermissionState | null {
  const [state, setState] = useState<PermissionState | null>(null);
  useEffect(() => {
    let status: PermissionStatus | undefined;
    const show = () => setState(status?.state ?? null);
    navigator.permissions
      ?.query({ name: kind })
      .then((found) => {
        status = found;
        found.addEventListener('change', show);
        show();
      })
      .catch(() => undefined);
    return () => status?.removeEventListener('change', show);
  }, [kind]);
  return state;
}
