import { ApiClient } from '@parley/client/api/ApiClient';
import { useEffect, useState } from 'react';

let asked: Promise<number> | undefined;

/** The largest file that this server takes, in bytes; 0 where it takes none, and until that is known. */
export function useFileLimit(): number {
  const [maxBytes, setMaxBytes] = useState(0);
  useEffect(() => {
    let isHere = true;
    limit().then(
      (bytes) => {
        if (isHere) setMaxBytes(bytes);
      },
      () => {
        // Whoever comes next asks again.
        asked = undefined;
      },
    );
    return () => {
      isHere = false;
    };
  }, []);
  return maxBytes;
}

function limit(): Promise<number> {
  asked ??= new ApiClient().ask('GET /files').then(({ maxBytes }) => maxBytes);
  return asked;
}
