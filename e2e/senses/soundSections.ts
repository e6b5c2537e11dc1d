import type { Page } from '@playwright/test';

/** For how many sounds there is a place in the connections of this page, open ones and all that ever were. */
export function soundSections(page: Page): Promise<{ open: number; all: number }> {
  return page.evaluate(() => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    const sounds = testConnections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getTransceivers())
      .filter(({ receiver }) => receiver.track.kind === 'audio');
    const open = sounds.filter(({ currentDirection }) => currentDirection === 'recvonly');
    return { open: open.length, all: sounds.length };
  });
}
