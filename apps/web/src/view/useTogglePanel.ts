import { useCallback } from 'react';
import { type Panel, useCallViewStore } from './callView.ts';

/** Opens a panel in the place of the other one, or closes it. */
export function useTogglePanel(): (panel: Panel) => void {
  const view = useCallViewStore();
  return useCallback(
    (panel) => view.setState((state) => ({ panel: state.panel === panel ? null : panel })),
    [view],
  );
}
