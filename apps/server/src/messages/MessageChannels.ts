import { ParleyError } from '@parley/protocol/errors';
import type { IceServer } from '@parley/protocol/media';
import type { ChannelSignal } from '@parley/protocol/people/channels';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { People } from '../people/People.ts';
import { mayRing } from '../people/rules/relations.ts';
import type { Telling } from '../people/Telling.ts';

type Setup = {
  /** Whether the operator wants it at all. */
  readonly isOffered: boolean;
  readonly people: Pick<People, 'known'>;
  readonly iceServers: (accountId: string) => IceServer[];
  readonly newId: () => string;
};

/** Who asks, and from which of their tabs. */
type End = { readonly person: OnlinePerson; readonly tab: Telling };

/** The first of the two makes the offer. */
type Channel = { readonly channelId: string; readonly ends: readonly [End, End] };

/**
 * Introduces two people who are here and write to each other, so that their messages go straight from
 * one browser to the other: those alone who both let it, are contacts, and look to be here to each other.
 * Whatever keeps it from coming to be, the one who asks cannot tell it from somebody who is not there.
 */
export class MessageChannels {
  readonly #setup: Setup;
  /** Tabs that let others connect to them, by account; the last one that came is the one that is taken. */
  readonly #open = new Map<string, End[]>();
  readonly #channels = new Map<string, Channel>();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** @returns whether the operator wants it at all */
  allow(by: End, isAllowed: boolean): boolean {
    this.#forget(by.tab, isAllowed);
    const { accountId } = by.person;
    if (isAllowed) this.#open.set(accountId, [...(this.#open.get(accountId) ?? []), by]);
    return this.#setup.isOffered;
  }

  /** Nothing comes of it while the two are connected from the same tabs already. */
  begin(by: End, accountId: string): void {
    const other = this.#open.get(accountId)?.at(-1);
    const isOpen = this.#open.get(by.person.accountId)?.some(({ tab }) => tab === by.tab);
    if (!this.#setup.isOffered || !other || !isOpen || !this.#mayConnect(by, other)) return;
    const isThere = ({ ends }: Channel) => isEnd(ends, by.tab) && isEnd(ends, other.tab);
    if ([...this.#channels.values()].some(isThere)) return;
    const channelId = this.#setup.newId();
    const ends = [by, other] as const;
    this.#channels.set(channelId, { channelId, ends });
    for (const [index, { person, tab }] of ends.entries()) {
      const otherId = index === 0 ? accountId : by.person.accountId;
      const iceServers = this.#setup.iceServers(person.accountId);
      tab.tell({
        name: 'channel:begun',
        data: { channelId, accountId: otherId, isOffering: index === 0, iceServers },
      });
    }
  }

  /** @throws {ParleyError} `not-found` when there is no such channel (any more), or it is of others */
  tell(tab: Telling, channelId: string, signal: ChannelSignal): void {
    const channel = this.#channels.get(channelId);
    if (!channel || !isEnd(channel.ends, tab)) {
      throw new ParleyError('not-found', 'There is no such channel.');
    }
    const other = channel.ends.find((end) => end.tab !== tab);
    other?.tab.tell({ name: 'channel:told', data: { channelId, signal } });
  }

  /** Nothing happens when it has ended already. */
  end(tab: Telling, channelId: string): void {
    const channel = this.#channels.get(channelId);
    if (channel && isEnd(channel.ends, tab)) this.#end(channel);
  }

  left(tab: Telling): void {
    this.#forget(tab, false);
  }

  /** Somebody stands otherwise to others now: who may not know any more that they are here lets go. */
  review(accountId: string): void {
    for (const channel of this.#channels.values()) {
      const [one, other] = channel.ends;
      const isConcerned = channel.ends.some(({ person }) => person.accountId === accountId);
      if (isConcerned && !this.#mayConnect(one, other)) this.#end(channel);
    }
  }

  #forget(tab: Telling, keepsChannels: boolean): void {
    for (const [accountId, ends] of this.#open) {
      const others = ends.filter((end) => end.tab !== tab);
      if (others.length > 0) this.#open.set(accountId, others);
      else this.#open.delete(accountId);
    }
    if (keepsChannels) return;
    for (const channel of this.#channels.values()) {
      if (isEnd(channel.ends, tab)) this.#end(channel);
    }
  }

  #end({ channelId, ends }: Channel): void {
    this.#channels.delete(channelId);
    for (const { tab } of ends) tab.tell({ name: 'channel:ended', data: { channelId } });
  }

  #mayConnect(one: End, other: End): boolean {
    const { people } = this.#setup;
    return [
      [one, other],
      [other, one],
    ].every(([from, to]) => {
      const known = from && to && people.known(from.person, to.person.accountId);
      return known !== undefined && mayRing(known.standing);
    });
  }
}

function isEnd(ends: Channel['ends'], tab: Telling): boolean {
  return ends.some((end) => end.tab === tab);
}
