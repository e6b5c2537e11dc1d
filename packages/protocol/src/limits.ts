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
  /** What is typed to find people. */
  searchLength: 64,
  /** People in one page of what was found. */
  searchPageSize: 20,
  /** People whose state one tab can watch beside its contacts. */
  watchedPeople: 100,
  contacts: 1_000,
  /** Requests that wait for somebody's answer, by one person. */
  openContactRequests: 50,
  /** Of one account, and what its owner calls each. */
  passkeys: 20,
  passkeyNameLength: 64,
  /** Browsers and programs of one person that take messages. */
  devices: 10,
  /** Removed ones of one person that are remembered, so that they do not come back. */
  removedDevices: 100,
  /** A direct message as people write it. */
  directTextLength: 4_000,
  /** The same sealed, in characters of base64url. */
  sealedLength: 24 * 1024,
  /** Direct messages of one sender that wait for one device. */
  waitingMessages: 500,
  /** Messages that one receipt is about. */
  receiptMessages: 200,
  /** Direct messages that a device is given at once. */
  envelopePage: 25,
  roomTitleLength: 80,
  /** Rooms that one account keeps. */
  keptRooms: 50,
  /** People who belong to a kept room beside its owner. */
  roomMembers: 200,
  /** Visits to a kept room that are remembered; older ones are forgotten. */
  roomVisits: 500,
  /** The longest meeting, in minutes: a week. */
  meetingMinutes: 7 * 24 * 60,
  /** What somebody says who declines a call. */
  ringMessageLength: 200,
  /** People in a list of missed calls. */
  missedCalls: 100,
  /** Largest edge a wish may name, in device pixels. */
  pixels: 16_384,
  /** The least and the most that a peer may ask to be sent at once, in bit/s. */
  receivedBitrate: { least: 50_000, most: 1_000_000_000 },
} as const;
