/** Matches text literally inside a regular expression. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** `<name>` as somebody else's tile is called, whatever is said after it. */
export function tileOf(name: string): RegExp {
  return new RegExp(`^${literally(name)}(?:, (?:muted|speaking|sharing))*$`);
}

/** `<name> (you)`, whatever is said after it. */
export function ownTileOf(name: string): RegExp {
  return new RegExp(`^${literally(name)} \\(you\\)(?:, (?:muted|speaking|sharing))*$`);
}
