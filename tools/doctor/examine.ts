import { checkAddress } from './checkAddress.ts';
import { checkCall } from './checkCall.ts';
import { checkHeaders } from './checkHeaders.ts';
import { checkMedia } from './checkMedia.ts';
import { checkStatus } from './checkStatus.ts';
import { checkWebSocket } from './checkWebSocket.ts';
import type { Finding } from './Finding.ts';
import { openBrowser } from './openBrowser.ts';

/** All checks, from the outside to the inside; what cannot be true any more is left out. */
export async function examine(url: URL, tell: (finding: Finding) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (found: readonly Finding[]): boolean => {
    findings.push(...found);
    for (const finding of found) tell(finding);
    return found.every(({ level }) => level !== 'fail');
  };

  const { addresses, findings: about } = await checkAddress(url);
  add(about);
  if (addresses.length === 0) return findings;
  const status = await checkStatus(url);
  add(status.findings);
  // With nobody at home, each further line would say the same.
  if (!status.isParley) return findings;
  add(await checkHeaders(url));
  add(await checkWebSocket(url));

  const browser = await openBrowser();
  try {
    const media = await checkMedia(url, addresses, browser);
    add(media.findings);
    if (media.isAnyPathOpen) add(await checkCall(url, browser));
  } finally {
    await browser.close();
  }
  return findings;
}
