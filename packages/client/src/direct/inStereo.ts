/**
 * Asks for the sound of one media section in stereo (RFC 7587, 6.1: `stereo` says what its writer can take).
 * Browsers send mono to whoever does not ask.
 *
 * @param sdp of this side, as it is told to the other
 * @param mid of the section (RFC 8843)
 */
export function inStereo(sdp: string, mid: string): string {
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => (isOf(section, mid) ? askForStereo(section) : section))
    .join('');
}

function isOf(section: string, mid: string): boolean {
  return section.split('\r\n').includes(`a=mid:${mid}`);
}

function askForStereo(section: string): string {
  const payload = /^a=rtpmap:(\d+) opus\/48000\/2\r?$/m.exec(section)?.[1];
  if (payload === undefined) return section;
  return section.replace(new RegExp(`^(a=fmtp:${payload} [^\\r\\n]*)`, 'm'), '$1;stereo=1');
}
