/** `⌘` on Apple's keyboards, `Ctrl` elsewhere. */
const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const modifier = isApple ? '⌘' : 'Ctrl+';

/**
 * How each shortcut is written for people, and for `aria-keyshortcuts` where it works everywhere. The
 * single letters work while the stage has the focus.
 */
export const SHORTCUTS = {
  microphone: { shown: `${modifier}D`, letter: 'M', aria: 'Control+D Meta+D' },
  camera: { shown: `${modifier}E`, letter: 'V', aria: 'Control+E Meta+E' },
  hand: { shown: 'H', letter: 'H', aria: 'H' },
  chat: { shown: 'C', letter: 'C', aria: 'C' },
  people: { shown: 'P', letter: 'P', aria: 'P' },
  share: { shown: 'S', letter: 'S', aria: 'S' },
  help: { shown: '?', letter: '?', aria: '?' },
} as const;
