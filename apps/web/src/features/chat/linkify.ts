export type TextPart = { readonly text: string; readonly href?: string };

const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;
/** Signs that end the sentence around a link rather than belong to it. */
const TRAILING = /[.,;:!?…»”’]+$/;

/** Splits text into what is a link and what is not. Only http and https become links. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const found = trimmed(match[0]);
    if (!URL.canParse(found)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: found, href: new URL(found).href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** A closing bracket belongs to the link only when the link has its opening one too. */
function trimmed(link: string): string {
  const short = link.replace(TRAILING, '');
  if (!short.endsWith(')') || short.includes('(')) return short;
  return trimmed(short.slice(0, -1));
}
