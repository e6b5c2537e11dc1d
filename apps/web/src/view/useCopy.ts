import { useEffect, useState } from 'react';

const SHOWN_MS = 2500;

/** Copies a text, and says for a moment that it did. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => void } {
  const [copiedAt, setCopiedAt] = useState<number | null>(null);
  useEffect(() => {
    if (copiedAt === null) return;
    const timer = setTimeout(() => setCopiedAt(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copiedAt]);
  const copy = (text: string) => {
    // Without https there is no clipboard.
    const copied = (navigator.clipboard as Clipboard | undefined)?.writeText(text);
    (copied ?? Promise.reject(new Error('no clipboard'))).then(
      () => setCopiedAt(Date.now()),
      // Refused by the browser or the page around: the person can still take it from here.
      () => window.prompt(undefined, text),
    );
  };
  return { isCopied: copiedAt !== null, copy };
}
