/** Sizes and counts that both sides enforce. Lengths are Unicode code points unless said otherwise. */
export const LIMITS = {
  roomNameLength: 64,
  peerNameLength: 64,
  accountNameMin: 3,
  accountNameMax: 32,
  passwordMin: 10,
  passwordMax: 256,
  /** A person's picture, in bytes, and its edge in pixels. */
  pictureBytes: 32 * 1024,
  pictureEdge: 256,
  chatTextLength: 4000,
  fileNameLength: 255,
  /** The largest file that any server takes, in bytes; each says itself how much it takes. */
  fileBytes: 4 * 1024 ** 3,
  /** Messages in one snapshot or history page. */
  chatPageSize: 50,
  /** Publications one peer can wish to watch at once. */
  wishes: 400,
  consumersPerResume: 400,
  /** Sequenced events a room remembers for peers that come back. */
  missedEvents: 500,
  /** Names shown before joining. */
  previewNames: 12,
  /** Peers in a room of the connection self-test: two for each way through the network, and one pair more. */
  checkPeers: 8,
  /** Peers in a room that is entered by a code. */
  codePeers: 2,
  /** One signalling message, in bytes. RTP capabilities of a browser are about 10 KiB. */
  messageBytes: 128 * 1024,
  /** Largest edge a wish may name, in device pixels. */
  pixels: 16_384,
  /** The least and the most that a peer may ask to be sent at once, in bit/s. */
  receivedBitrate: { least: 50_000, most: 1_000_000_000 },
} as const;

/**
 * Of the microphones of a room that are muted or silent so many, counted with those that are heard, are kept ready for
 * everybody who listens. The others are dormant: those who listen get ready when one of them is about to be heard.
 */
export const READY_MICROPHONES = 12;
