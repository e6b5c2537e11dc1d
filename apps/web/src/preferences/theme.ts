import { preferences } from './preferences.ts';

/** Keeps `data-theme` on the root element equal to the preference; `system` leaves it to the browser. */
export function followTheme(): void {
  const show = () => {
    const { theme } = preferences.getState();
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  show();
  preferences.subscribe(show);
}
