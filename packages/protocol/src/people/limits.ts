/** Sizes and counts of the phone book, messages and kept rooms, which no call has to know. As `LIMITS`. */
export const PEOPLE_LIMITS = {
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
  /** Browsers of one account that take notifications, and an address at a push service. */
  pushSubscriptions: 10,
  pushEndpointLength: 2_048,
  /** Browsers and programs of one person that take messages. */
  devices: 10,
  /** Removed ones of one person that are remembered, so that they do not come back. */
  removedDevices: 100,
  /** Channels of one tab, and people to whom it wants some. */
  channels: 40,
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
  /** Parts of an archive of messages. */
  archiveParts: 64,
  /** What one part holds, in bytes before it is sealed; sealed, in characters of base64url. */
  archivePartBytes: 60 * 1024,
  archivePartLength: 81_942,
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
} as const;
