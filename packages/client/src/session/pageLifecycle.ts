/** Where a page says that it goes and comes; nothing outside a browser. */
export type PageEvents = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/**
 * A closed or left page says goodbye with its last breath, so that nobody looks at a ghost. A page
 * that comes back out of the back/forward cache (HTML Standard, `pageshow` with `persisted`) has to
 * begin again.
 * @returns stops it
 */
export function watchPage(
  page: PageEvents | undefined,
  { hidden, shownAgain }: { hidden(): void; shownAgain(): void },
): () => void {
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) shownAgain();
  };
  page?.addEventListener('pagehide', hidden);
  page?.addEventListener('pageshow', onShow);
  return () => {
    page?.removeEventListener('pagehide', hidden);
    page?.removeEventListener('pageshow', onShow);
  };
}
