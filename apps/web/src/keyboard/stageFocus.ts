const INTERACTIVE =
  'a[href], button, input, select, textarea, summary, [contenteditable], [role="slider"], [role^="menuitem"]';

/**
 * True when a key belongs to the stage: nothing that takes keys itself has the focus, no dialog or menu
 * is open, and the focus is nowhere or on the stage.
 */
export function isStageFocused(stage: HTMLElement | null): boolean {
  const focused = document.activeElement;
  if (document.querySelector('dialog[open], [role="menu"]') !== null) return false;
  if (focused === null || focused === document.body) return true;
  return stage?.contains(focused) === true && !focused.matches(INTERACTIVE);
}
