import type {
  PeopleEvent,
  PeopleReplyOf,
  PeopleRequestName,
  PeopleRequestOf,
} from '@parley/protocol/people/peopleContract';

export type PeopleListener = {
  /** Requests may be sent, from now on or again. */
  online(): void;
  event(event: PeopleEvent): void;
};

/** The connection of a phone book, for what else goes over it. */
export type PeopleLine = {
  /** @throws ParleyError as `RequestClient.request` does */
  request<Name extends PeopleRequestName>(
    name: Name,
    data: PeopleRequestOf<Name>,
  ): Promise<PeopleReplyOf<Name>>;
  /** @returns what ends the listening */
  listen(listener: PeopleListener): () => void;
};
