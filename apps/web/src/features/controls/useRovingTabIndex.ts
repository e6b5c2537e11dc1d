import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * One tab stop for a whole toolbar, arrow keys inside it (ARIA Authoring Practices, toolbar). Works on
 * whatever buttons are there, since which ones there are depends on the width of the window.
 */
export function useRovingTabIndex<Kind extends HTMLElement>() {
  const ref = useRef<Kind>(null);
  const current = useRef<HTMLElement | null>(null);
  const buttons = () => [...(ref.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];

  const mark = () => {
    const all = buttons();
    if (current.current === null || !all.includes(current.current)) current.current = all[0] ?? null;
    for (const button of all) button.tabIndex = button === current.current ? 0 : -1;
  };
  // After every rendering: buttons may have come and gone.
  useLayoutEffect(mark);

  return {
    ref,
    onFocus: ({ target }: { target: EventTarget }) => {
      if (!(target instanceof HTMLElement) || !buttons().includes(target)) return;
      current.current = target;
      mark();
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const all = buttons();
      const index = all.indexOf(document.activeElement as HTMLElement);
      if (!step || index === -1 || event.defaultPrevented) return;
      event.preventDefault();
      all[step(index, all.length)]?.focus();
    },
  };
}
