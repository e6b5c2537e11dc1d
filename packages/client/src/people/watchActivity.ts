/** The server takes somebody for idle after five minutes without a word. */
const TOLD_EVERY_MS = 60_000;

/** What a person does to a page. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/**
 * Tells that somebody touches the page, at most once a minute and without saying how.
 * @returns stops it
 */
export function watchActivity(
  page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> | undefined,
  tell: () => void,
  now: () => number = Date.now,
): () => void {
  let toldAt = now();
  const noticed = () => {
    if (now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = now();
    tell();
  };
  const options = { passive: true, capture: true };
  for (const sign of SIGNS) page?.addEventListener(sign, noticed, options);
  return () => {
    for (const sign of SIGNS) page?.removeEventListener(sign, noticed, options);
  };
}
