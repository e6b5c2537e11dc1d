const CONTROLS = /[\p{Cc}\p{Cf}]/gu;

/** On one line. What other people wrote must not move a terminal's cursor or change its colours. */
export function plainText(text: string): string {
  return text.replace(/\s*\n\s*/g, ' / ').replace(CONTROLS, '');
}
