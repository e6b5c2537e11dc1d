/**
 * Wishes for a key frame of one stream are gathered for so long after the first, in ms. libwebrtc drops those that come
 * within 300 ms of the one before, and mediasoup would ask again only after a second: whoever begins to watch just after
 * somebody else would see nothing for all of it.
 */
export const KEY_FRAME_REQUEST_DELAY_MS = 320;
