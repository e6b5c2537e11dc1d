import { secretIn } from '@parley/client/messages/moving/secret';
import { useEffect, useState } from 'react';
import { navigate, useLocationProperty } from 'wouter/use-browser-location';
import { Moving } from './Moving.tsx';

/** For whoever has followed the link of another device of theirs, as its QR code holds it. */
export function MoveByLink() {
  const hash = useLocationProperty(() => location.hash);
  const [secret, setSecret] = useState<Uint8Array<ArrayBuffer>>();
  useEffect(() => {
    const found = secretIn(hash);
    if (found === undefined) return;
    setSecret(found);
    // It is not to stay in the address, nor in the history of this browser.
    navigate(`${location.pathname}${location.search}`, { replace: true });
  }, [hash]);
  return secret && <Moving way="in" secret={secret} onClose={() => setSecret(undefined)} />;
}
