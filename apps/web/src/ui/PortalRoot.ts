import { createContext, useContext } from 'react';

/**
 * The element that menus, popovers and hints are rendered into: inside the page's main landmark, and
 * inside whatever is shown in fullscreen. Null until it exists.
 */
export const PortalRootContext = createContext<HTMLElement | null>(null);

/** Undefined lets the primitives take the body. */
export function usePortalRoot(): HTMLElement | undefined {
  return useContext(PortalRootContext) ?? undefined;
}
