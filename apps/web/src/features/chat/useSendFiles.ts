import { useEffect, useState } from 'react';
import { useSession } from '../../session/SessionContext.ts';

/** Sends files to the room, each as a message of its own; undefined where none are taken. */
export function useSendFiles(): ((files: readonly File[]) => void) | undefined {
  const session = useSession();
  const [isTaken, setIsTaken] = useState(false);
  useEffect(() => {
    let isHere = true;
    mayBeSent().then(
      (is) => {
        if (isHere) setIsTaken(is);
      },
      // Whoever cannot ask cannot send either; the panel asks anew when it is opened.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, []);
  if (!isTaken) return undefined;
  return (files) => {
    for (const bytes of files) session.sendFile({ name: bytes.name, bytes });
  };
}

async function mayBeSent(): Promise<boolean> {
  // The table of all that can be asked is not for everybody who joins a call.
  const { ApiClient } = await import('@parley/client/api/ApiClient');
  const { maxBytes } = await new ApiClient().ask('GET /files');
  return maxBytes > 0;
}
