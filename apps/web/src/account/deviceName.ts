import { toPeerName } from '@parley/protocol/peer';
import { browserName } from './browserName.ts';

/** What this browser is called in the list of one's own devices. */
export function deviceName(): string {
  const { browser, system } = browserName(navigator.userAgent);
  return toPeerName([browser, system].filter(Boolean).join(', ')) ?? 'Browser';
}
