import { randomInt } from 'node:crypto';
import type { IceServer } from '@parley/protocol/media';
import type { BaseLogger } from 'pino';
import type { PlaceTokens } from './calls/PlaceTokens.ts';
import type { Timers } from './calls/Timers.ts';
import type { Files } from './files/Files.ts';
import { Archives } from './messages/Archives.ts';
import { MessageChannels } from './messages/MessageChannels.ts';
import { Messages } from './messages/Messages.ts';
import { InCall } from './people/InCall.ts';
import { People } from './people/People.ts';
import { Notifications } from './push/Notifications.ts';
import { PushPost } from './push/PushPost.ts';
import type { PushReach } from './push/PushReach.ts';
import type { Vapid } from './push/Vapid.ts';
import type { RateLimits } from './rateLimits.ts';
import { assertMayCall } from './ringing/assertMayCall.ts';
import { createRinging } from './ringing/createRinging.ts';
import type { MissedCalls } from './ringing/MissedCalls.ts';
import type { Ringing } from './ringing/Ringing.ts';
import type { RingRooms } from './ringing/RingRooms.ts';
import type { Doors } from './room/Doors.ts';
import type { Storage } from './storage/Storage.ts';

type Setup = {
  storage: Storage;
  rateLimits: Pick<RateLimits, 'ring'>;
  tokens: PlaceTokens;
  doors: Doors;
  files: Pick<Files, 'offer'>;
  /** Whether the operator offers connections past the server. */
  directCalls: boolean;
  iceServers: (accountId: string) => IceServer[];
  /** Undefined where nobody is to be notified. */
  vapid: Vapid | undefined;
  pushReach: PushReach;
  /** Whether somebody is in that room. */
  isInUse: (room: string) => boolean;
  /** Called when rooms were forgotten, with what was said there. */
  forgotten: () => void;
  /** Whether the server is about to stop. */
  isDraining: () => boolean;
  timers: Timers;
  now: () => number;
  newId: () => string;
  log: BaseLogger;
};

/** All that people who have an account have of each other: how they are, what they write, whom they ring. */
export function createPeople(setup: Setup): {
  people: People;
  inCall: InCall;
  messages: Messages;
  archives: Archives;
  channels: MessageChannels;
  notifications: Notifications;
  ringing: Ringing;
  missedCalls: MissedCalls;
  ringRooms: RingRooms;
} {
  const { storage, rateLimits, doors, directCalls, isDraining, now, log } = setup;
  const people = new People({
    ...setup,
    onChanged: (accountId) => {
      calls.ringing.review(accountId);
      channels.review(accountId);
    },
  });
  const inCall = new InCall(people, log);
  const archives = new Archives({
    repository: storage.archives,
    after: (ms, callback) => setup.timers.after(ms, callback),
    now,
    log,
  });
  void archives.begin();
  const notifications = new Notifications({ ...setup, people, post: new PushPost(setup.pushReach) });
  void notifications.begin();
  const messages = new Messages({
    storage,
    people,
    notify: (from, accountId) => notifications.tell('message', from, accountId),
    // Where they come from matters of guests alone.
    offerFile: (accountId, size, forMs) =>
      setup.files.offer({ size, by: { accountId, address: '' }, kept: { forMs } }),
    now,
    log,
  });
  const channels = new MessageChannels({ ...setup, people, isOffered: directCalls });
  const calls = createRinging({
    ...setup,
    people,
    budgets: rateLimits.ring,
    notify: (kind, from, accountId) => notifications.tell(kind, from, accountId),
    assertMayCall: (accountId, room) => {
      assertMayCall({ accountId, room }, { doors, inCall, isDraining: isDraining(), now: now() });
    },
    random: randomInt,
  });
  calls.ringRooms.removeExpired();
  return { people, inCall, messages, archives, channels, notifications, ...calls };
}
