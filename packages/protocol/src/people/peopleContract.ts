import * as z from 'zod/mini';
import { FileOfferReply } from '../file.ts';
import { ServerClosing, ServerDraining } from '../server.ts';
import { archiveRequests } from './archives.ts';
import { channelEvents, channelRequests } from './channels.ts';
import { ContactAdded, ContactRemoved, ContactRequestEnded, ContactRequested } from './contacts.ts';
import { DirectFileOffer } from './directFile.ts';
import {
  PeopleSearchReply,
  PeopleSearchRequest,
  PeopleSnapshot,
  PeopleWatchReply,
  PeopleWatchRequest,
} from './directory.ts';
import {
  AboutDevice,
  DeviceChanged,
  DeviceListReply,
  DeviceListRequest,
  DeviceOpenReply,
  DeviceOpenRequest,
  MessageFetchReply,
  MessageFetchRequest,
  MessageSendReply,
  MessageSendRequest,
  MessageWaiting,
} from './messages.ts';
import {
  AboutPerson,
  MeChanged,
  PersonBlocked,
  PersonChanged,
  PersonHidden,
  PersonUnblocked,
  StatusSetRequest,
  VisibilitySetRequest,
} from './person.ts';
import { ringEvents, ringRequests } from './ringing.ts';

/** The namespace of socket.io in which people are spoken of. Only who is signed in may open it. */
export const PEOPLE_NAMESPACE = '/people';

const Nothing = z.strictObject({});

/** Every request about people: `topic:verb`, with the same rules as those of a room. */
export const peopleRequests = {
  'people:hello': { request: Nothing, reply: PeopleSnapshot },
  'people:search': { request: PeopleSearchRequest, reply: PeopleSearchReply },
  'people:watch': { request: PeopleWatchRequest, reply: PeopleWatchReply },
  'contact:request': { request: AboutPerson, reply: Nothing },
  'contact:withdraw': { request: AboutPerson, reply: Nothing },
  'contact:accept': { request: AboutPerson, reply: Nothing },
  'contact:decline': { request: AboutPerson, reply: Nothing },
  'contact:remove': { request: AboutPerson, reply: Nothing },
  'person:block': { request: AboutPerson, reply: Nothing },
  'person:unblock': { request: AboutPerson, reply: Nothing },
  'status:set': { request: StatusSetRequest, reply: Nothing },
  'visibility:set': { request: VisibilitySetRequest, reply: Nothing },
  'activity:tell': { request: Nothing, reply: Nothing },
  'device:open': { request: DeviceOpenRequest, reply: DeviceOpenReply },
  'device:list': { request: DeviceListRequest, reply: DeviceListReply },
  'device:remove': { request: AboutDevice, reply: Nothing },
  'file:offer': { request: DirectFileOffer, reply: FileOfferReply },
  'message:send': { request: MessageSendRequest, reply: MessageSendReply },
  'message:fetch': { request: MessageFetchRequest, reply: MessageFetchReply },
  ...archiveRequests,
  ...channelRequests,
  ...ringRequests,
} as const satisfies Record<string, { request: z.ZodMiniType; reply: z.ZodMiniType }>;

/** Every change to what `people:hello` answered, to all tabs of the person whom it concerns; and rings. */
export const peopleEvents = {
  'me:changed': MeChanged,
  'person:changed': PersonChanged,
  'person:hidden': PersonHidden,
  'person:blocked': PersonBlocked,
  'person:unblocked': PersonUnblocked,
  'contact:added': ContactAdded,
  'contact:removed': ContactRemoved,
  'contact:requested': ContactRequested,
  'contact:requestEnded': ContactRequestEnded,
  'device:changed': DeviceChanged,
  'message:waiting': MessageWaiting,
  ...channelEvents,
  ...ringEvents,
  'server:draining': ServerDraining,
  'server:closing': ServerClosing,
} as const satisfies Record<string, z.ZodMiniType>;

export type PeopleRequestName = keyof typeof peopleRequests;
export type PeopleRequestOf<Name extends PeopleRequestName> = z.infer<
  (typeof peopleRequests)[Name]['request']
>;
export type PeopleReplyOf<Name extends PeopleRequestName> = z.infer<
  (typeof peopleRequests)[Name]['reply']
>;

export type PeopleEventName = keyof typeof peopleEvents;
export type PeopleEventOf<Name extends PeopleEventName> = z.infer<(typeof peopleEvents)[Name]>;
export type PeopleEvent = {
  [Name in PeopleEventName]: { name: Name; data: PeopleEventOf<Name> };
}[PeopleEventName];
