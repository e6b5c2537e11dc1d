import type { ReplyOf, RequestName, RequestOf, requests } from '@parley/protocol/contract';
import type { Seat, Visitor } from '../Visitor.ts';

/** What a handler is told about who asks, by the stage of its request. */
type AskedBy = { connected: Visitor; joined: Seat & { readonly visitor: Visitor } };

/** `afterwards` runs right after the answer has been handed to the socket, before anything else can. */
export type Handled<Reply> = { reply: Reply; afterwards?: () => void };

/** Throws or rejects with a ParleyError for what the client should hear; anything else is a fault. */
type Handler<Name extends RequestName> = (
  request: RequestOf<Name>,
  by: AskedBy[(typeof requests)[Name]['stage']],
) => Handled<ReplyOf<Name>> | Promise<Handled<ReplyOf<Name>>>;

/** One for each request of the wire, or it does not compile. */
export type Handlers = { readonly [Name in RequestName]: Handler<Name> };

/** The handlers of one topic. */
export type TopicHandlers<Topic extends string> = Pick<
  Handlers,
  Extract<RequestName, `${Topic}:${string}`>
>;

/** The answer of a request that only had to be done. */
export const done = { reply: {} } as const;
