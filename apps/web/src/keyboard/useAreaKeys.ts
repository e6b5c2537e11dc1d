import { useEffect } from 'react';

const FIRST_FOCUSABLE = 'textarea, button:not([tabindex="-1"])';

/** F6 goes round the areas of the call (`data-area`), Shift+F6 the other way. */
export function useAreaKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || document.querySelector('dialog[open]') !== null) return;
      const areas = [...document.querySelectorAll<HTMLElement>('[data-area]')];
      if (areas.length === 0) return;
      event.preventDefault();
      const current = areas.findIndex((area) => area.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      const next = areas[(current + step + areas.length) % areas.length];
      // The stage takes the focus itself, the others have something in them that does.
      const target =
        next?.dataset['area'] === 'stage' ? next : next?.querySelector<HTMLElement>(FIRST_FOCUSABLE);
      target?.focus();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
