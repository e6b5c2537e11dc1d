import { useCallback, useSyncExternalStore } from 'react';

function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (notify: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', notify);
      return () => list.removeEventListener('change', notify);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** A phone held upright, or a very narrow window: the toolbar shrinks, panels fill the screen. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 47.99rem)');
}
