import type { Identities } from '../../accounts/createAccounts.ts';
import type { Calls } from '../../calls/Calls.ts';
import type { DoorKeeper } from '../../calls/DoorKeeper.ts';
import type { CallCodes } from '../../codes/CallCodes.ts';
import type { Files } from '../../files/Files.ts';
import type { KeptRooms } from '../../keptRooms/KeptRooms.ts';
import type { MediaServer } from '../../media/MediaServer.ts';
import type { Messages } from '../../messages/Messages.ts';
import type { People } from '../../people/People.ts';
import type { Notifications } from '../../push/Notifications.ts';
import type { MissedCalls } from '../../ringing/MissedCalls.ts';
import type { ApiHandlers } from './ApiHandlers.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { codeHandlers } from './handlers/code.ts';
import { doorsHandlers } from './handlers/doors.ts';
import { fileHandlers } from './handlers/files.ts';
import { guestHandlers } from './handlers/guest.ts';
import { keptRoomHandlers } from './handlers/keptRooms.ts';
import { mailHandlers } from './handlers/mail.ts';
import { oidcHandlers } from './handlers/oidc.ts';
import { operatorHandlers } from './handlers/operators.ts';
import { passkeyHandlers } from './handlers/passkeys.ts';
import { pushHandlers } from './handlers/push.ts';
import { roomsHandlers } from './handlers/rooms.ts';
import { serverHandlers } from './handlers/server.ts';

type Setup = Identities & {
  version: string;
  calls: Calls;
  media: MediaServer;
  people: People;
  messages: Messages;
  missedCalls: MissedCalls;
  notifications: Notifications;
  keptRooms: KeptRooms;
  callCodes: CallCodes;
  files: Files;
  doorKeeper: DoorKeeper;
  /** How many are open. */
  sockets: () => number;
  /** How people reach this server, if it knows. */
  publicUrl: string | undefined;
  now: () => number;
};

/** What answers the API, topic by topic. */
export function createHandlers(setup: Setup): ApiHandlers {
  return {
    ...serverHandlers(setup),
    ...accountHandlers(setup),
    ...guestHandlers(setup),
    ...fileHandlers(setup.files),
    ...mailHandlers(setup),
    ...passkeyHandlers(setup),
    ...oidcHandlers(setup),
    ...pushHandlers(setup.notifications),
    ...doorsHandlers(setup.doorKeeper),
    ...operatorHandlers(setup),
    ...roomsHandlers(setup),
    ...codeHandlers(setup.callCodes),
    ...keptRoomHandlers(setup.keptRooms),
  };
}
