import { permissionOf } from './pageFacts.ts';

/**
 * Tells when the person gives a permission that was missing, wherever in the browser that happens.
 * @returns stops it
 */
export function watchPermission(kind: 'microphone' | 'camera', onGranted: () => void): () => void {
  let isStopped = false;
  let status: PermissionStatus | undefined;
  const onChange = () => {
    if (status?.state === 'granted') onGranted();
  };
  void permissionOf(kind).then((found) => {
    if (isStopped) return;
    status = found;
    status?.addEventListener('change', onChange);
  });
  return () => {
    isStopped = true;
    status?.removeEventListener('change', onChange);
  };
}
