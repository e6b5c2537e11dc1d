import { useDeferredValue } from 'react';
import { useBrowserLocation } from 'wouter/use-browser-location';

/** Where the browser is; what was shown before stays until the code of the next page is there. */
export const useUnhurriedLocation: typeof useBrowserLocation = (options) => {
  const [path, navigate] = useBrowserLocation(options);
  return [useDeferredValue(path), navigate];
};
