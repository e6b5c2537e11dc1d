import { useCopy } from './useCopy.ts';

/** Copies the room's link, without anything that stands behind it in the address. */
export function useCopyLink(): { isCopied: boolean; copy: () => void } {
  const { isCopied, copy } = useCopy();
  return { isCopied, copy: () => copy(location.origin + location.pathname) };
}
