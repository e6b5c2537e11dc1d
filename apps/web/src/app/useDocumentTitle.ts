import { useEffect } from 'react';

/** `Parley` stands behind what the page is about; alone on the start page. */
export function useDocumentTitle(topic: string | null): void {
  useEffect(() => {
    document.title = topic === null ? 'Parley' : `${topic} · Parley`;
  }, [topic]);
}
