import { useEffect, useState } from 'react';

/** Looking something up in another tab for a moment must not stop the pictures. */
const PATIENCE_MS = 5000;

/** False once the page has been out of sight for a while. */
export function usePageVisibility(): boolean {
  const [isVisible, setIsVisible] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') setIsVisible(true);
      else timer = setTimeout(() => setIsVisible(false), PATIENCE_MS);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return isVisible;
}
