import { usePeerStatus } from '../session/presence.ts';
import { StatusSign } from './StatusSign.tsx';
import { useStatusText } from './useStatusText.ts';

/** How somebody with an account is who is or was in the call; nothing where that may not be seen. */
export function PresenceSign({ peerId }: { peerId: string }) {
  const status = usePeerStatus(peerId);
  const statusText = useStatusText();
  if (status === null) return null;
  const text = statusText({ status, lastSeenAt: null });
  return (
    // In the chat's log it is no news.
    <span aria-live="off" title={text} className="shrink-0 self-center">
      <StatusSign status={status} className="size-3" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
