import { secretIn } from '@parley/client/messages/moving/secret';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Moving } from './Moving.tsx';

/** For whoever has followed the link of another device of theirs, as its QR code holds it. */
export function MoveByLink() {
  const { hash, search } = useLocation();
  const navigate = useNavigate();
  const [secret, setSecret] = useState<Uint8Array<ArrayBuffer>>();
  useEffect(() => {
    const found = secretIn(hash);
    if (found === undefined) return;
    setSecret(found);
    // It is not to stay in the address, nor in the history of this browser.
    void navigate({ search }, { replace: true });
  }, [hash, search, navigate]);
  return secret && <Moving way="in" secret={secret} onClose={() => setSecret(undefined)} />;
}
