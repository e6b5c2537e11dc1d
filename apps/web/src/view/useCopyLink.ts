import { useEffect, useState } from 'react';

const SHOWN_MS = 2500;

/** Copies the room's link, without anything that stands behind it in the address. */
export function useCopyLink(): { isCopied: boolean; copy: () => void } {
  const [copiedAt, setCopiedAt] = useState<number | null>(null);
  useEffect(() => {
    if (copiedAt === null) return;
    const timer = setTimeout(() => setCopiedAt(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copiedAt]);
  const copy = () => {
    const link = location.origin + location.pathname;
    navigator.clipboard.writeText(link).then(
      () => setCopiedAt(Date.now()),
      // Refused by the browser or the page around: the person can still take it from here.
      () => window.prompt(undefined, link),
    );
  };
  return { isCopied: copiedAt !== null, copy };
}
