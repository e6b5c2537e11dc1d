/** Below this, in bit/s, both sizes of a shared screen do not fit beside a voice and a small camera. */
const NARROW_BITRATE = 1_000_000;
/** From here on they do, with enough to spare. */
const WIDE_BITRATE = 1_500_000;
/** An estimate tries now and then how much more would go: so many looks in a row are no try. */
const WIDE_LOOKS = 5;

/** What is known of the way up, as wide as it has been seen in the last looks. */
export type Uplink = { readonly isNarrow: boolean; readonly wideLooks: number };

export const WIDE_UPLINK: Uplink = { isNarrow: false, wideLooks: 0 };

/**
 * One look further.
 *
 * @param available what can be sent, in bit/s; null says nothing new (W3C webrtc-stats, `availableOutgoingBitrate`)
 */
export function nextUplink(before: Uplink, available: number | null): Uplink {
  if (available === null) return before;
  if (!before.isNarrow) return { isNarrow: available < NARROW_BITRATE, wideLooks: 0 };
  const wideLooks = available >= WIDE_BITRATE ? before.wideLooks + 1 : 0;
  return { isNarrow: wideLooks < WIDE_LOOKS, wideLooks };
}
