const ATTRIBUTES = ['lang', 'data-theme'] as const;
const STYLES = 'link[rel="stylesheet"], style';

/**
 * Gives another document the styles, the theme and the language of the page, and keeps the latter two.
 *
 * @returns ends the keeping
 */
export function followLooks(page: Document, other: Document): () => void {
  for (const style of page.head.querySelectorAll(STYLES)) {
    const copy = other.importNode(style, true);
    // The other document has no address of its own to start from.
    if (style instanceof HTMLLinkElement) copy.setAttribute('href', style.href);
    other.head.append(copy);
  }
  const [from, to] = [page.documentElement, other.documentElement];
  const follow = () => {
    for (const name of ATTRIBUTES) {
      const value = from.getAttribute(name);
      if (value === null) to.removeAttribute(name);
      else to.setAttribute(name, value);
    }
  };
  follow();
  const observer = new MutationObserver(follow);
  observer.observe(from, { attributes: true, attributeFilter: [...ATTRIBUTES] });
  return () => observer.disconnect();
}
